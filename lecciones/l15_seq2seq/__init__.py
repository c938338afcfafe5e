# ortografía: frases en piezas
