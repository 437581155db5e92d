"""A `Study` becomes one self-contained page: `page.page` is the only entry.

`view` and the modules beside it turn the study into what the templates show without a script; `payload` is the data
that the page's own script explores; `assets` binds styles, script and data under a strict content security policy.
"""
