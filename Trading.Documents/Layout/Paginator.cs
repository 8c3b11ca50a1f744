namespace Trading.Documents.Layout;

/// <summary>A page: its format and the strips on it, each with its distance from the top edge.</summary>
internal sealed record Page(PageFormat Format, List<(Strip Strip, int Y)> Strips);

/// <summary>
/// Puts strips on pages, from top to bottom, looking ahead no further than the group that has to stay together.
/// </summary>
internal sealed class Paginator
{
    private readonly List<Page> _pages = [];
    private int _y;

    private Paginator(PageFormat format) => Turn(format);

    private Page Current => _pages[^1];

    private int Top => Current.Format.EndMargin;

    private int Bottom => Current.Format.Height - Current.Format.EndMargin;

    private bool AtTop => Current.Strips.Count == 0;

    public static List<Page> Pages(IReadOnlyList<Strip> strips, PageFormat format)
    {
        var paginator = new Paginator(format);
        foreach (var group in Groups(strips, s => s.Glued || s.Bonded))
            paginator.PlaceBonded(group);
        if (paginator.AtTop && paginator._pages.Count > 1)
            paginator._pages.RemoveAt(paginator._pages.Count - 1);
        return paginator._pages;
    }

    /// <summary>A group that no page can hold falls apart into what is glued, and that into strips.</summary>
    private void PlaceBonded(List<Strip> group)
    {
        if (group[0].Break is { } format)
        {
            BreakTo(format);
            group.RemoveAt(0);
        }
        if (group.Count == 0 || TryWhole(group))
            return;
        foreach (var part in Groups(group, s => s.Glued))
            if (!TryWhole(part))
                part.ForEach(PlaceAlone);
    }

    private bool TryWhole(List<Strip> group)
    {
        var height = group.Sum(s => s.Height) + group.Skip(1).Sum(s => s.Above);
        if (_y + (AtTop ? 0 : group[0].Above) + height > Bottom)
        {
            if (height + HeadHeight(group[0]) > Bottom - Top)
                return false;
            if (!AtTop)
                TurnBefore(group[0]);
        }
        group.ForEach(Put);
        return true;
    }

    private void PlaceAlone(Strip strip)
    {
        while (_y + (AtTop ? 0 : strip.Above) + strip.Height > Bottom)
        {
            var fresh = Current.Strips.TrueForAll(s => s.Strip.Repeated || strip.Head.Contains(s.Strip));
            var tooTall = strip.Height + HeadHeight(strip) > Bottom - Top;
            if (tooTall && (fresh || Bottom - _y > (Bottom - Top) / 3))
            {
                (var first, strip) = strip.Split(Bottom - _y - (AtTop ? 0 : strip.Above));
                Put(first);
            }
            TurnBefore(strip);
        }
        Put(strip);
    }

    private void Put(Strip strip)
    {
        if (strip.Height == 0 && AtTop)
            return; // a gap
        if (!AtTop)
            _y += strip.Above;
        Current.Strips.Add((strip, _y));
        _y += strip.Height;
    }

    private void TurnBefore(Strip strip)
    {
        Turn(Current.Format);
        if (HeadHeight(strip) > 0)
            foreach (var head in strip.Head)
                Put(head with { Repeated = true });
    }

    /// <summary>A head that would fill more than half a page is not repeated.</summary>
    private int HeadHeight(Strip strip) =>
        strip.Head.Sum(h => h.Height) is var height && height <= (Bottom - Top) / 2 ? height : 0;

    private void BreakTo(PageFormat format)
    {
        if (AtTop)
            _pages.RemoveAt(_pages.Count - 1);
        Turn(format);
    }

    private void Turn(PageFormat format)
    {
        _pages.Add(new(format, []));
        _y = Top;
    }

    private static IEnumerable<List<Strip>> Groups(IReadOnlyList<Strip> strips, Func<Strip, bool> joined)
    {
        for (var from = 0; from < strips.Count; )
        {
            var to = from;
            while (to < strips.Count - 1 && joined(strips[to]) && strips[to + 1].Break is null)
                to++;
            yield return [.. strips.Skip(from).Take(to + 1 - from)];
            from = to + 1;
        }
    }
}
