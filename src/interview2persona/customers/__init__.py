"""Customers in a table, or in new interviews, become assignments to the personas of a finished study.

`study.py` is what is known of the study, `records.py` the common shape of people and customers, `evidence.py` and
`texts.py` say how likely a characteristic is in a persona, `assigner.py` puts it together.
"""
