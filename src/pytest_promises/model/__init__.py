"""The values everything else speaks in: frozen, typed, without input, output or a clock."""
