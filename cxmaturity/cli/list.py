"""`cxmaturity list`: the questionnaires that come with the tool."""

from cxmaturity.cli.options import Form, Lang


def list_questionnaires(
    lang: Lang = None,
    form: Form = "text",
) -> None:
    """Print one questionnaire a line: id, version, title, languages, number of questions."""
    from cxmaturity.cli import streams
    from cxmaturity.cli.inputs import content_language, load_questionnaire
    from cxmaturity.cli.screens import screen
    from cxmaturity.cli.texts import checked_form
    from cxmaturity.foundation.json_text import dumps_json
    from cxmaturity.questionnaire.catalogue import shipped
    from cxmaturity.views.catalogue import catalogue_data, catalogue_text

    checked_form(form, ("text", "json"))
    entries = [load_questionnaire(path.stem) for path in shipped()]
    if form == "json":
        streams.put(dumps_json(catalogue_data(entry.model for entry in entries)))
    else:
        listed = [(entry.model, content_language(entry, lang)) for entry in entries]
        streams.put(catalogue_text(listed, screen().width) + "\n")
