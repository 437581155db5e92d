"""What several readers share: text out of bytes, times, speaker labels, tables, cues, JSON, archives."""
