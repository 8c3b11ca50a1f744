using System.Diagnostics.CodeAnalysis;
using Trading.Crypto;

namespace Trading.Locks.Lists;

/// <summary>Why entries are not those of an honest intake.</summary>
public enum FrozenProblem
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>A statement breaks its format, or its signature does not hold.</summary>
    BadStatement,

    /// <summary>A statement is for another lock, session, lot or suite.</summary>
    WrongLock,

    /// <summary>A header departs from the policy: size class of the record, or second secret.</summary>
    AgainstPolicy,

    /// <summary>An arrival is after the deadline.</summary>
    Late,

    /// <summary>A submission's revisions are not 1, 2, 3 …, or are signed with different keys.</summary>
    WrongRevision,

    /// <summary>A first entry, or one after a withdrawal, is a withdrawal.</summary>
    NothingToWithdraw,

    /// <summary>A revocation is not the live submission's next revision under its key.</summary>
    BadRevocation,
}

/// <summary>
/// The live submissions behind a frozen intake, computed anew from its entries alone, with every signature checked:
/// what a trustee releases and what a verifier compares. Source: docs/spec/trustee.md, "The list".
/// </summary>
public sealed class FrozenList
{
    private FrozenList(LockPolicy policy, byte[] lockId, IReadOnlyList<FrozenSubmission> live) =>
        (Policy, LockId, Live) = (policy, lockId, live);

    /// <summary>The lot's policy.</summary>
    public LockPolicy Policy { get; }

    /// <summary>32 bytes.</summary>
    public byte[] LockId { get; }

    /// <summary>Live and not revoked, in the order of their newest envelope's arrival, then by id.</summary>
    public IReadOnlyList<FrozenSubmission> Live { get; }

    /// <summary>
    /// Replays entries (in any order: a submission's revisions give its own) and takes off what was revoked.
    /// </summary>
    public static bool TryReplay(
        LockPolicy policy,
        byte[] lockId,
        IEnumerable<Entry> entries,
        IReadOnlyList<byte[]> revocations,
        [NotNullWhen(true)] out FrozenList? list,
        out FrozenProblem problem
    )
    {
        ArgumentNullException.ThrowIfNull(policy);
        list = null;
        var reader = new StatementReader(policy, lockId);
        var facts = new List<StatementReader.Fact>();
        problem = FrozenProblem.None;
        foreach (var entry in entries)
        {
            problem = reader.Read(entry, out var fact);
            if (problem != FrozenProblem.None)
                return false;
            facts.Add(fact!);
        }
        problem = Fold(facts, out var live);
        if (problem != FrozenProblem.None)
            return false;
        if (!reader.TryRevoke(live, revocations))
            problem = FrozenProblem.BadRevocation;
        if (problem != FrozenProblem.None)
            return false;
        list = new FrozenList(
            policy,
            lockId,
            [.. live.Values.OrderBy(s => s.Arrival).ThenBy(s => s.Id, StringComparer.Ordinal)]
        );
        return true;
    }

    /// <summary>The list's hash: the tagged hash over the entry hashes of its envelopes, in order.</summary>
    public byte[] Hash() => HashOf(Suite.Find(Policy.Suite)!, Live.Select(s => s.Envelope.EntryHash));

    /// <summary>The hash of a list of these entry hashes (32 bytes each).</summary>
    public static byte[] HashOf(Suite suite, IEnumerable<byte[]> entryHashes) =>
        Tags.Hash(suite, Tags.FrozenList, [.. entryHashes]);

    /// <summary>What partial openings are bound to: lock id ‖ hash of the list.</summary>
    public static byte[] Info(byte[] lockId, byte[] listHash) => [.. lockId, .. listHash];

    /// <summary>
    /// The opening of this list's encapsulated points under a certificate's keys; an empty list has none and is an
    /// <see cref="InvalidOperationException"/>.
    /// </summary>
    public PartialOpening Opening(LockCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (Live.Count == 0)
            throw new InvalidOperationException("An empty list cannot be opened.");
        return new PartialOpening(
            certificate.Suite,
            certificate.Threshold,
            certificate.VerificationShares,
            [.. Live.Select(s => s.Point)],
            Info(LockId, Hash())
        );
    }

    private static FrozenProblem Fold(List<StatementReader.Fact> facts, out Dictionary<string, FrozenSubmission> live)
    {
        live = new(StringComparer.Ordinal);
        foreach (var submission in facts.GroupBy(f => f.Id))
        {
            var revisions = submission.OrderBy(f => f.Revision).ToList();
            for (var i = 0; i < revisions.Count; i++)
            {
                if (revisions[i].Revision != i + 1 || !revisions[i].Key.AsSpan().SequenceEqual(revisions[0].Key))
                    return FrozenProblem.WrongRevision;
                if (revisions[i].Envelope is null && (i == 0 || revisions[i - 1].Envelope is null))
                    return FrozenProblem.NothingToWithdraw;
            }
            if (revisions[^1] is { Envelope: { } envelope } newest)
                live.Add(newest.Id, FrozenSubmission.Of(newest, envelope));
        }
        return FrozenProblem.None;
    }
}

/// <summary>One live submission.</summary>
/// <param name="Id">Submission id, 32 hexadecimal digits.</param>
/// <param name="Key">Submission key, 65 bytes.</param>
/// <param name="Revision">Its newest revision.</param>
/// <param name="Envelope">Signed header of its newest envelope.</param>
/// <param name="Point">The header's encapsulated point.</param>
/// <param name="Arrival">UTC microseconds.</param>
public sealed record FrozenSubmission(
    string Id,
    byte[] Key,
    uint Revision,
    SignedHeader Envelope,
    Point Point,
    long Arrival
)
{
    internal static FrozenSubmission Of(StatementReader.Fact newest, SignedHeader envelope) =>
        envelope.Header.Suite.Group.TryDecode(envelope.Header.Encapsulated, out var point)
            ? new(newest.Id, newest.Key, newest.Revision, envelope, point, newest.Arrival)
            : throw new InvalidOperationException("A header with an invalid point was parsed.");
}
