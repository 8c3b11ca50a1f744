using System.Collections.Immutable;
using Trading.Locks.Sources;

namespace Trading.Server.Locks;

/// <summary>How often relay and attestations had moved when something was read.</summary>
internal readonly record struct WantMarks(long Relay, long Times);

/// <summary>
/// What wants were computed from: the lock's stage itself (it is immutable; none for the head of its owner's stream),
/// whether anything can be wanted of it, and the marks.
/// </summary>
internal sealed record LockMarks(LockStage? Stage, bool IsAsked, WantMarks Marks)
{
    public bool IsSame(LockMarks other) =>
        ReferenceEquals(Stage, other.Stage) && IsAsked == other.IsAsked && Marks == other.Marks;
}

/// <summary>What is wanted of one trustee about one lock, until something moves.</summary>
internal sealed record LockPage(LockMarks Marks, long Until, bool HoldsShare, ImmutableArray<Offer> Offers)
{
    public static LockPage Empty { get; } = new(new LockMarks(null, false, default), 0, false, []);

    public bool IsFresh(LockMarks marks, long now) => Marks.IsSame(marks) && now < Until;
}

/// <summary>One owner of locks in a trustee's book.</summary>
internal sealed class OwnerPage(ILockSource source, string id)
{
    public ILockSource Source { get; } = source;
    public string Id { get; } = id;
    public Dictionary<string, LockPage> Locks { get; } = new(StringComparer.Ordinal);
    public LockPage Head { get; set; } = LockPage.Empty;
    public LockOwner? Owner { get; set; }
    public WantMarks Marks { get; set; }
    public long Until { get; set; }
    public bool IsSettled { get; set; }

    public bool IsFresh(LockOwner owner, WantMarks marks, long now) =>
        ReferenceEquals(Owner, owner) && Marks == marks && now < Until;
}

/// <summary>
/// All that is wanted of one trustee, owner by owner, as it was computed last. A cache: losing it costs one look at
/// every lock. One user at a time, behind its gate.
/// </summary>
internal sealed class WantBook
{
    private readonly List<OwnerPage> pages = [];
    private readonly Dictionary<ILockSource, int> met = [];

    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Grows whenever a want comes or goes.</summary>
    public long Changes { get; private set; }

    public IReadOnlyList<OwnerPage> Pages => pages;

    public IReadOnlyCollection<Offer> Offers =>
        [.. pages.SelectMany(page => page.Locks.Values.Append(page.Head)).SelectMany(known => known.Offers)];

    /// <summary>Opens pages for owners that are new; a source's list only grows.</summary>
    public void Meet(ILockSource source, IReadOnlyList<string> ids)
    {
        foreach (var id in ids.Skip(met.GetValueOrDefault(source)))
            pages.Add(new OwnerPage(source, id));
        met[source] = ids.Count;
    }

    /// <summary>
    /// A want that stands keeps how often it went out, unless something else of its lock changed: then the lock is told
    /// afresh.
    /// </summary>
    public ImmutableArray<Offer> Keep(LockPage before, IEnumerable<Offer> now)
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
