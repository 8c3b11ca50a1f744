namespace Trading.Locks.Lists;

/// <summary>Something that happened in the intake of one lot. <paramref name="At"/> is UTC microseconds.</summary>
public abstract record IntakeEvent(long At);

/// <summary>
/// A tick was sealed (stream <c>intake</c>, whose tree's leaf data is the slot root alone). Entry k sits at position k
/// of the permutation drawn from the seed. The last tick is the drain.
/// </summary>
public sealed record TickSealed(long At, long Tick, bool Drain, byte[] Seed, IReadOnlyList<Entry> Entries)
    : IntakeEvent(At);

/// <summary>
/// The stream <c>intake</c> of a lot as its readers have it: ticks and nothing else. Source: docs/spec/feed.md,
/// "Streams".
/// </summary>
public static class TickTable
{
    /// <summary>Most bytes of a tick: a full drain.</summary>
    public const int MostTickBytes = 512 << 20;

    /// <summary>The one event of that stream.</summary>
    public static EventTable<IntakeEvent> Events { get; } =
        EventTable<IntakeEvent>.Of(typeof(TickSealed)).Allowing(typeof(TickSealed), MostTickBytes);
}
