using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>A bid as an archive of an opening shows it.</summary>
/// <param name="Submission">Its id.</param>
/// <param name="EnvelopeHash">Hash of its envelope, 32 bytes.</param>
/// <param name="SubmissionKey">The key that signed it, 65 bytes.</param>
/// <param name="Form">What was read out; null where it cannot be read.</param>
public sealed record ArchivedBid(string Submission, byte[] EnvelopeHash, byte[] SubmissionKey, OpeningForm? Form);

/// <summary>
/// What an evaluation begins with, as the archive of its opening says it. Whether the archive holds is
/// <see cref="Audit"/>'s question.
/// </summary>
public sealed class ArchivedOpening
{
    private readonly MerkleTree tree;
    private readonly AuditCase read;

    private ArchivedOpening(AuditCase read) => (this.read, tree) = (read, read.Stream!.Tree());

    /// <summary>The session's id.</summary>
    public string Session => read.Prepared!.Session;

    /// <summary>The platform's key, 65 bytes; empty where no policy can be read.</summary>
    public byte[] Platform => read.Lots is [var first, ..] ? first.Policy.PlatformKey : [];

    /// <summary>Hash of the sealed record, 32 bytes; empty where the host has not signed it.</summary>
    public byte[] Record => read.Seal?.Hash ?? [];

    /// <summary>Events up to and with the conclusion; 0 where it is not concluded.</summary>
    public long Concluded =>
        read.Events.Any(e => e is SessionConcluded)
            ? read.Events.TakeWhile(e => e is not SessionConcluded).Count() + 1
            : 0;

    /// <summary>The opening behind a file; null where it is no archive of one, or its publication cannot be read.
    /// </summary>
    public static ArchivedOpening? Find(ReadOnlySpan<byte> file)
    {
        var read = AuditCase.Read(file, null, [], null, null);
        return read is { Archive: not null, Prepared: not null, EventProblem: null } ? new(read) : null;
    }

    /// <summary>Root of the session's stream at a size; null where it is shorter.</summary>
    public byte[]? RootAt(long size) => size >= 0 && size <= tree.Size ? tree.Root(size) : null;

    /// <summary>The kind of price of a lot; null for a lot that is not there.</summary>
    public PriceKind? PriceOf(string lot) => read.Lots.FirstOrDefault(l => l.Id == lot)?.Terms.PriceKind;

    /// <summary>The opened bids of a lot in the order of the frozen list; null for a lot that was not opened.</summary>
    public IReadOnlyList<ArchivedBid>? BidsOf(string lot) =>
        read.Lots.FirstOrDefault(l => l.Id == lot) is { } found && found.Events.Any(e => e is LotOpened)
            ?
            [
                .. found.Opened.Select(b => new ArchivedBid(
                    b.Submission,
                    b.EnvelopeHash,
                    b.SubmissionKey,
                    OpeningForm.TryParse(b.Content, found.Policy.Version, out var form, out _) ? form : null
                )),
            ]
            : null;
}
