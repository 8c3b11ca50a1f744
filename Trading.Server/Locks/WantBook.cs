using System.Collections.Immutable;
using Trading.Opening;

namespace Trading.Server.Locks;

/// <summary>How often relay and attestations had moved when something was read.</summary>
internal readonly record struct WantMarks(long Relay, long Times);

/// <summary>
/// What wants were computed from: the folded lot itself (it is immutable; none for the session's head), whether
/// anything can be wanted of it, and the marks.
/// </summary>
internal sealed record LotMarks(Lot? Lot, bool IsAsked, WantMarks Marks)
{
    public bool IsSame(LotMarks other) =>
        ReferenceEquals(Lot, other.Lot) && IsAsked == other.IsAsked && Marks == other.Marks;
}

/// <summary>What is wanted of one trustee about one lot, until something moves.</summary>
internal sealed record LotPage(LotMarks Marks, long Until, bool IsLocked, ImmutableArray<Offer> Offers)
{
    public static LotPage Empty { get; } = new(new LotMarks(null, false, default), 0, false, []);

    public bool IsFresh(LotMarks marks, long now) => Marks.IsSame(marks) && now < Until;
}

/// <summary>One session in a trustee's book.</summary>
internal sealed class SessionPage(string session)
{
    public string Session { get; } = session;
    public Dictionary<string, LotPage> Lots { get; } = new(StringComparer.Ordinal);
    public LotPage Head { get; set; } = LotPage.Empty;
    public Session? State { get; set; }
    public WantMarks Marks { get; set; }
    public long Until { get; set; }
    public bool IsSettled { get; set; }

    public bool IsFresh(Session state, WantMarks marks, long now) =>
        ReferenceEquals(State, state) && Marks == marks && now < Until;
}

/// <summary>
/// All that is wanted of one trustee, session by session, as it was computed last. A cache: losing it costs one look at
/// every lot. One user at a time, behind its gate.
/// </summary>
internal sealed class WantBook
{
    private readonly List<SessionPage> pages = [];
    private int met;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Grows whenever a want comes or goes.</summary>
    public long Changes { get; private set; }

    public IReadOnlyList<SessionPage> Pages => pages;

    public IReadOnlyCollection<Offer> Offers =>
        [.. pages.SelectMany(page => page.Lots.Values.Append(page.Head)).SelectMany(lot => lot.Offers)];

    /// <summary>Opens pages for sessions that are new; the list only grows.</summary>
    public void Meet(IReadOnlyList<string> sessions)
    {
        for (; met < sessions.Count; met++)
            pages.Add(new SessionPage(sessions[met]));
    }

    /// <summary>
    /// A want that stands keeps how often it went out, unless something else of its lot changed: then the lot is told
    /// afresh.
    /// </summary>
    public ImmutableArray<Offer> Keep(LotPage before, IEnumerable<Offer> now)
    {
        var offers = now.ToImmutableArray();
        if (
            offers.Length == before.Offers.Length
            && offers.Zip(before.Offers).All(pair => pair.First.Asks(pair.Second))
        )
            return before.Offers;
        Changes++;
        return offers;
    }

    public void ForgetSettled() => pages.RemoveAll(page => page.IsSettled);
}
