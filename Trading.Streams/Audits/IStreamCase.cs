using Trading.Crypto;

namespace Trading.Streams.Audits;

/// <summary>
/// What the archive of any procedure says of its public stream; checks of the procedure ask for more.
/// </summary>
public interface IStreamCase
{
    /// <summary>Why the file is no archive of the procedure; empty where it is one.</summary>
    string Problem { get; }

    /// <summary>The stream as the archive holds it; null where the file is none.</summary>
    StreamEvidence? Stream { get; }
}

/// <summary>A public stream as an archive holds it.</summary>
/// <param name="Suite">The suite of its tree and signatures.</param>
/// <param name="Member">Leaves and checkpoints.</param>
/// <param name="Types">The types of its events from height 0, up to the first that cannot be read.</param>
/// <param name="EventProblem">Why an event cannot be read, or null.</param>
/// <param name="Name">The stream's name; empty where the publication cannot be read.</param>
/// <param name="Demands">What its locks ask of its heads; empty where the publication cannot be read.</param>
/// <param name="Contents">What the archive holds, in a few words for the verdict.</param>
public sealed record StreamEvidence(
    Suite Suite,
    StreamMember Member,
    IReadOnlyList<string> Types,
    string? EventProblem,
    string Name,
    IReadOnlyList<HeadDemand> Demands,
    string Contents
)
{
    /// <summary>
    /// The tree of the events that can be read: an unreadable one ends it early, which its own check tells.
    /// </summary>
    public MerkleTree Tree()
    {
        var tree = new MerkleTree(Suite);
        for (var height = 0; height < Types.Count; height++)
        {
            var shown = (ArchiveLeaf.Disclosed)Member.Leaves[height];
            tree.Append(TreeHash.Leaf(Suite, StreamLeaf.Of(Suite, shown.Salt, height, Types[height], shown.Event)));
        }
        return tree;
    }

    /// <summary>
    /// The events behind the leaves, up to the first that cannot be read; of that the problem.
    /// </summary>
    public static IReadOnlyList<TEvent> Read<TEvent>(
        EventTable<TEvent> table,
        IReadOnlyList<ArchiveLeaf> leaves,
        out string? problem
    )
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(leaves);
        problem = null;
        var events = new List<TEvent>();
        foreach (var leaf in leaves)
        {
            if (leaf is not ArchiveLeaf.Disclosed shown)
                problem = $"event {events.Count} is withheld, which no reader of this kind must bear";
            else
                try
                {
                    events.Add(table.Decode(shown.Event));
                }
                catch (CorruptEventException corrupt)
                {
                    problem = $"event {events.Count}: {corrupt.Message}";
                }
            if (problem is not null)
                break;
        }
        return events;
    }
}
