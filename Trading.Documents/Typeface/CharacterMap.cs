namespace Trading.Documents.Typeface;

/// <summary>
/// The <c>cmap</c> table: format 12 (all planes) where there is one, else format 4. Glyph 0 means "none" and is left
/// out.
/// </summary>
internal static class CharacterMap
{
    public static Dictionary<int, int> Read(FontTable cmap, int glyphCount)
    {
        var (four, twelve) = (-1, -1);
        for (var i = 0; i < cmap.U16(2); i++)
        {
            var at = cmap.Index(4 + i * 8 + 4);
            var unicode = cmap.U16(4 + i * 8) is 0 || (cmap.U16(4 + i * 8) is 3 && cmap.U16(4 + i * 8 + 2) is 1 or 10);
            if (unicode && cmap.U16(at) == 4)
                four = at;
            if (unicode && cmap.U16(at) == 12)
                twelve = at;
        }
        if (twelve >= 0)
            return Format12(cmap, twelve, glyphCount);
        return four >= 0 ? Format4(cmap, four, glyphCount) : throw cmap.Damaged(0, "no Unicode map of format 4 or 12");
    }

    private static Dictionary<int, int> Format12(FontTable cmap, int at, int glyphCount)
    {
        var map = new Dictionary<int, int>();
        long last = -1;
        for (var group = 0; group < cmap.Index(at + 12); group++)
        {
            var entry = at + 16 + group * 12;
            long first = cmap.U32(entry),
                end = cmap.U32(entry + 4),
                glyph = cmap.U32(entry + 8);
            if (first <= last || end < first || end > 0x10FFFF || glyph + (end - first) >= glyphCount)
                throw cmap.Damaged(entry, "a group is out of order or range");
            for (var code = first; code <= end; code++)
                Add(map, (int)code, (int)(glyph + (code - first)));
            last = end;
        }
        return map;
    }

    private static Dictionary<int, int> Format4(FontTable cmap, int at, int glyphCount)
    {
        var map = new Dictionary<int, int>();
        var segments = cmap.U16(at + 6) / 2;
        int ends = at + 14,
            starts = ends + segments * 2 + 2,
            deltas = starts + segments * 2,
            offsets = deltas + segments * 2;
        for (var i = 0; i < segments; i++)
        {
            int first = cmap.U16(starts + i * 2),
                end = cmap.U16(ends + i * 2),
                delta = cmap.U16(deltas + i * 2),
                offset = cmap.U16(offsets + i * 2);
            for (var code = first; code <= end && code < 0xFFFF; code++)
            {
                var glyph = offset == 0 ? code : cmap.U16(offsets + i * 2 + offset + (code - first) * 2);
                if (offset == 0 || glyph != 0)
                    glyph = (glyph + delta) & 0xFFFF;
                if (glyph >= glyphCount)
                    throw cmap.Damaged(starts + i * 2, $"glyph {glyph} of {glyphCount}");
                Add(map, code, glyph);
            }
        }
        return map;
    }

    private static void Add(Dictionary<int, int> map, int code, int glyph)
    {
        if (glyph != 0)
            map[code] = glyph;
    }
}
