"""Rows onto the wires of the network, and what cannot be used told apart."""
