"""Arrow's tables, frames that give and take them, and Parquet."""
