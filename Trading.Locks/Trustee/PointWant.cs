using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>An event of a public stream, and the proof that it stands in the head of the want.</summary>
/// <param name="Height">Its height in the stream, from 0.</param>
/// <param name="Salt">The salt of its leaf.</param>
/// <param name="Type">Its type.</param>
/// <param name="Event">Its bytes as stored.</param>
/// <param name="Proof">RFC 6962 inclusion proof of its leaf.</param>
public sealed record PointEvidence(long Height, byte[] Salt, string Type, byte[] Event, IReadOnlyList<byte[]> Proof)
{
    private const int MostProof = 64;

    /// <summary>Whether the event stands in this head.</summary>
    public bool IsIn(Suite suite, StreamHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Height >= 0
            && Height < head.Size
            && Salt.Length == StreamLeaf.SaltBytes
            && MerkleProof.VerifyInclusion(
                suite,
                Height,
                head.Size,
                TreeHash.Leaf(suite, StreamLeaf.Of(suite, Salt, Height, Type, Event)),
                Proof,
                head.Root
            );
    }

    internal static PointEvidence Read(ref WireReader reader) =>
        new(
            reader.I64(),
            reader.Bytes(StreamLeaf.SaltBytes),
            reader.Text(),
            reader.Bytes(),
            reader.List(static (ref WireReader r) => r.Bytes(Suite.HashBytes), MostProof)
        );

    internal static void Write(WireWriter writer, PointEvidence evidence) =>
        writer
            .I64(evidence.Height)
            .Bytes(evidence.Salt)
            .Text(evidence.Type)
            .Bytes(evidence.Event)
            .List(evidence.Proof, static (w, p) => w.Bytes(p));
}

/// <summary>
/// One point is to be opened under a lock that stands: answered by <c>attest-request</c> where the clock has to be
/// attested, then <c>point</c> or <c>refusal</c>. Source: docs/spec/trustee.md, "Points".
/// </summary>
/// <param name="Session">Id of the aggregate that has the lock.</param>
/// <param name="Lot">The lock's name there.</param>
/// <param name="Note">Checkpoint of its public stream with the platform's signature.</param>
/// <param name="Cosignatures">Trustees' signature lines on it, each with its end of line.</param>
/// <param name="Subject">Which point, in the bytes of the purpose's rule; at most 64.</param>
/// <param name="Evidence">Events of the stream, each in the head of the note.</param>
/// <param name="Attachments">What else the rule wants.</param>
public sealed record PointWant(
    string Session,
    string Lot,
    string Note,
    IReadOnlyList<string> Cosignatures,
    byte[] Subject,
    IReadOnlyList<PointEvidence> Evidence,
    IReadOnlyList<byte[]> Attachments
) : TrusteeWant(Session, Lot)
{
    internal const int MostSubjectBytes = 64;
    internal const int MostEvidence = 64;
    internal const int MostAttachments = 1024;

    /// <inheritdoc/>
    public override string Kind => "point";

    private protected override void Write(WireWriter writer) =>
        writer
            .Text(Note)
            .List(Cosignatures, static (w, c) => w.Text(c))
            .Bytes(Subject)
            .List(Evidence, PointEvidence.Write)
            .List(Attachments, static (w, a) => w.Bytes(a));
}
