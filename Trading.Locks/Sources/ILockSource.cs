namespace Trading.Locks.Sources;

/// <summary>
/// A procedure that has locks: it tells the trustees' inbox how far they have come. The inbox asks every source alike
/// and knows none of them; a second procedure brings a source of its own. Source: docs/spec/trustee.md, "Inbox".
/// </summary>
public interface ILockSource
{
    /// <summary>
    /// Ids of all aggregates that have locks, oldest first. The list only grows, at its end; no two sources share an
    /// id.
    /// </summary>
    ValueTask<IReadOnlyList<string>> FindAllAsync();

    /// <summary>
    /// One of them as it stands now, or null while nothing of it is published. As long as nothing moved it is the same
    /// object, and so is the stage of each lock that did not move: whoever remembers an answer compares references.
    /// </summary>
    ValueTask<LockOwner?> FindAsync(string id);
}

/// <summary>What one aggregate tells of its locks at one instant.</summary>
/// <param name="Stream">Its public stream: whoever holds a share of one of its locks cosigns its heads.</param>
/// <param name="Publisher">Who published it, in any spelling that tells publishers apart: they take turns.</param>
/// <param name="Locks">The stage of each lock, in an order that stays; at least one.</param>
/// <param name="EndsAt">The length of its stream once nothing follows any more; null before.</param>
public sealed record LockOwner(string Stream, string Publisher, IReadOnlyList<LockStage> Locks, long? EndsAt);
