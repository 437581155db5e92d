"""The page: views of the study, put into the templates."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from interview2persona.model import LABELS, Study
from interview2persona.reports import datapoints
from interview2persona.reports.html import assets, curve, islands, matrices, overview, payload, shared, view
from interview2persona.reports.method import lines as method_lines
from interview2persona.reports.sections import BUYER, CUSTOMER
from interview2persona.settings import Settings


def page(study: Study, settings: Settings) -> str:
    """One HTML file that needs nothing else: no network, no other file, no plug-in."""
    drawn = islands.layout(study)
    personas = view.personas_of(study, settings.personas.max_claims, settings.privacy.smallest_cell)
    return (
        environment()
        .get_template("page.html")
        .render(
            personas=personas,
            figures=overview.figures(study),
            limits=list(overview.limits(study)),
            questions=overview.questions(study),
            shared=shared.claims(study),
            tensions=study.personas.tensions,
            compared=[s for s in (*CUSTOMER, *BUYER) if any(p.top(s.key, 1) for p in personas)],
            themes=matrices.ranked(study),
            heard=matrices.heard_from(study),
            heatmap=matrices.heatmap(study),
            together=matrices.together(study),
            curve=curve.curve(study),
            map=drawn,
            point_columns=datapoints.COLUMNS,
            point_title=datapoints.TITLE,
            labels=LABELS,
            method=_html("\n".join(method_lines(study))),
            policy=Markup(assets.policy()),  # noqa: S704 (made of hashes)
            style=Markup(assets.style()),  # noqa: S704 (the package's own file)
            script=Markup(assets.script()),  # noqa: S704 (the package's own file)
            data=Markup(assets.as_json(payload.payload(study, drawn))),  # noqa: S704 (as_json leaves no markup)
            program=study.manifest.get("program", {}),
        )
    )


@cache
def environment() -> Environment:
    """Everything that is put into a template is escaped."""
    return Environment(
        loader=PackageLoader("interview2persona.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _html(text: str) -> Markup:
    """A Markdown page of this program as HTML; `pages.safe` has made text from transcripts harmless."""
    import markdown

    converter = markdown.Markdown(extensions=["tables"], output_format="html")
    converter.ESCAPED_CHARS += [c for c in "~$|" if c not in converter.ESCAPED_CHARS]
    wide = '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>'
    found = converter.convert(text).replace("<table>", wide).replace("</table>", "</table></div>")
    return Markup(found)  # noqa: S704
