namespace Trading.Documents.Layout;

/// <summary>A line: atoms from, up to but without the spaces at its end; width in 1/1000 point.</summary>
internal readonly record struct Line(int From, int To, int Width);

/// <summary>
/// Fills lines greedily. Between ideographs a line may end anywhere, except that closing signs never begin a line and
/// opening signs never end one; Latin words and figures stay whole unless one alone is wider than the line.
/// docs/spec/record.md, "Lines".
/// </summary>
internal static class LineBreaker
{
    private const string NeverFirst =
        "。，、．：；？！）》〉」』】〕〗〙〛｝］”’…—～·・‧％‰‱℃°々ー,.:;?!)]}%›»"
        + "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
    private const string NeverLast = "（《〈「『【〔〖〘〚｛［“‘￥＄￡№([{$£¥€‹«";

    // An amount keeps its unit.
    private const string Units = "元万亿";

    public static List<Line> Break(IReadOnlyList<Atom> atoms, int width)
    {
        var lines = new List<Line>();
        for (var from = 0; from < atoms.Count; )
        {
            var to = End(atoms, from, width);
            lines.Add(Trimmed(atoms, from, to));
            // Spaces and one line feed at the end belong to no line.
            while (to < atoms.Count && atoms[to].CodePoint == ' ')
                to++;
            if (to < atoms.Count && atoms[to].CodePoint == Atom.NewLine)
                to++;
            from = to;
        }
        if (atoms.Count == 0 || atoms[^1].CodePoint == Atom.NewLine)
            lines.Add(new(atoms.Count, atoms.Count, 0));
        return lines;
    }

    /// <summary>
    /// Where the line that begins at <paramref name="from"/> ends: at a line feed, at the last place that fits, or
    /// inside an over-long word.
    /// </summary>
    private static int End(IReadOnlyList<Atom> atoms, int from, int width)
    {
        var (used, last) = (0, -1);
        for (var i = from; i < atoms.Count; i++)
        {
            if (atoms[i].CodePoint == Atom.NewLine)
                return i;
            if (i > from && MayBreakBefore(atoms, i))
                last = i;
            used += atoms[i].Width;
            if (used <= width || atoms[i].CodePoint == ' ')
                continue;
            return last > from ? last : Math.Max(i, from + 1);
        }
        return atoms.Count;
    }

    internal static bool MayBreakBefore(IReadOnlyList<Atom> atoms, int i)
    {
        int before = atoms[i - 1].CodePoint,
            after = atoms[i].CodePoint;
        if (after == ' ')
            return false; // spaces hang at the end
        if (before == ' ')
            return after <= 0x7F || !Is(NeverFirst, after);
        if (Is(NeverFirst, after) || Is(NeverLast, before))
            return false;
        if (before is >= '0' and <= '9' && Is(Units, after))
            return false;
        return IsWide(before) || IsWide(after) || atoms[i].Stand is not null || atoms[i - 1].Stand is not null;
    }

    /// <summary>Ideographs, kana, hangul and full-width forms.</summary>
    private static bool IsWide(int codePoint) =>
        codePoint
            is (>= 0x2E80 and <= 0xA4CF)
                or (>= 0xAC00 and <= 0xD7A3)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0xFE30 and <= 0xFE4F)
                or (>= 0xFF00 and <= 0xFFEF)
                or (>= 0x20000 and <= 0x3FFFF);

    private static bool Is(string set, int codePoint) =>
        codePoint <= 0xFFFF && set.Contains((char)codePoint, StringComparison.Ordinal);

    private static Line Trimmed(IReadOnlyList<Atom> atoms, int from, int to)
    {
        while (to > from && atoms[to - 1].CodePoint == ' ')
            to--;
        var width = 0;
        for (var i = from; i < to; i++)
            width += atoms[i].Width;
        return new(from, to, width);
    }
}
