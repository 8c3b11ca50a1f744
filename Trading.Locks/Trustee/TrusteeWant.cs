using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// What the platform wants of a trustee, as its inbox tells: a kind, session, lot and canonical body. It is derived
/// from state, so a restart repeats it; nothing in it is trusted before it is checked. Source: docs/spec/trustee.md,
/// "Wants".
/// </summary>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id; empty where the want is about the public stream of the lot's owner.</param>
public abstract record TrusteeWant(string Session, string Lot)
{
    internal const int MostTrustees = 255;
    internal const int MostText = Note.MostBytes;

    /// <summary>The kind's word on the wire.</summary>
    public abstract string Kind { get; }

    /// <summary>Canonical bytes of what the want carries.</summary>
    public byte[] Body()
    {
        var writer = new WireWriter();
        Write(writer);
        return writer.ToArray();
    }

    /// <summary>Parses a want; false for an unknown kind or bytes that <see cref="Body"/> would not print.</summary>
    public static bool TryParse(string kind, string session, string lot, byte[] body, out TrusteeWant? want)
    {
        want = null;
        try
        {
            var reader = new WireReader(body);
            want = Read(kind, session, lot, ref reader);
            reader.End();
            return want is not null;
        }
        catch (WireException)
        {
            want = null;
            return false;
        }
    }

    private protected abstract void Write(WireWriter writer);

    private static TrusteeWant? Read(string kind, string session, string lot, ref WireReader reader) =>
        kind switch
        {
            "policy" => new PolicyWant(session, lot, reader.Bytes()),
            "reveal" => new RevealWant(session, lot, ReadBytesList(ref reader)),
            "certify" => new CertifyWant(session, lot, ReadBytesList(ref reader), ReadBytesList(ref reader)),
            "lock" => new LockWant(session, lot, reader.I64(), reader.Bytes()),
            "cosign" => new CosignWant(session, lot, reader.Text(MostText)),
            "freeze" => new FreezeWant(
                session,
                lot,
                reader.Text(MostText),
                ReadLines(ref reader),
                reader.List(LateFreeze.Read, LateFreeze.Signers.Count)
            ),
            "attest" => new AttestWant(
                session,
                lot,
                reader.U8(),
                reader.Fixed(TrusteeBodies.NonceBytes),
                reader.Fixed(Suite.SignatureBytes)
            ),
            "attested" => new AttestedWant(
                session,
                lot,
                reader.List(
                    static (ref WireReader r) => new PeerAttestation(r.U8(), r.Bytes(), r.Fixed(Suite.SignatureBytes)),
                    MostTrustees
                )
            ),
            "release" => new ReleaseWant(
                session,
                lot,
                reader.Text(MostText),
                ReadLines(ref reader),
                ReadBytesList(ref reader)
            ),
            "point" => new PointWant(
                session,
                lot,
                reader.Text(MostText),
                ReadLines(ref reader),
                reader.Bytes(PointWant.MostSubjectBytes),
                reader.List(PointEvidence.Read, PointWant.MostEvidence),
                reader.List(static (ref WireReader r) => r.Bytes(), PointWant.MostAttachments)
            ),
            _ => null,
        };

    private static byte[][] ReadBytesList(ref WireReader reader) => reader.List(static (ref WireReader r) => r.Bytes());

    private static string[] ReadLines(ref WireReader reader) =>
        reader.List(static (ref WireReader r) => r.Text(MostText), MostTrustees);
}

/// <summary>A policy asks for a lock: answered by <c>commitment</c>.</summary>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id.</param>
/// <param name="Policy">Canonical policy bytes.</param>
public sealed record PolicyWant(string Session, string Lot, byte[] Policy) : TrusteeWant(Session, Lot)
{
    /// <inheritdoc/>
    public override string Kind => "policy";

    private protected override void Write(WireWriter writer) => writer.Bytes(Policy);
}

/// <summary>All commitments are there: answered by <c>message1</c>.</summary>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id.</param>
/// <param name="Commitments">One of 32 bytes for each trustee, in the policy's order.</param>
public sealed record RevealWant(string Session, string Lot, IReadOnlyList<byte[]> Commitments)
    : TrusteeWant(Session, Lot)
{
    /// <inheritdoc/>
    public override string Kind => "reveal";

    private protected override void Write(WireWriter writer) => writer.List(Commitments, static (w, c) => w.Bytes(c));
}

/// <summary>All messages 1 are there: answered by <c>signature</c> or <c>complaint</c>.</summary>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id.</param>
/// <param name="Commitments">As before.</param>
/// <param name="Messages">All messages 1 in the policy's order.</param>
public sealed record CertifyWant(
    string Session,
    string Lot,
    IReadOnlyList<byte[]> Commitments,
    IReadOnlyList<byte[]> Messages
) : TrusteeWant(Session, Lot)
{
    /// <inheritdoc/>
    public override string Kind => "certify";

    private protected override void Write(WireWriter writer) =>
        writer.List(Commitments, static (w, c) => w.Bytes(c)).List(Messages, static (w, m) => w.Bytes(m));
}

/// <summary>The lock stands: answered by <c>locked</c>.</summary>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id.</param>
/// <param name="OpenedAt">When the intake opened, UTC microseconds: the instant of <see cref="LockCertified"/>, from
/// which ticks count.</param>
/// <param name="Certificate">Canonical bytes of the lock certificate.</param>
public sealed record LockWant(string Session, string Lot, long OpenedAt, byte[] Certificate) : TrusteeWant(Session, Lot)
{
    /// <inheritdoc/>
    public override string Kind => "lock";

    private protected override void Write(WireWriter writer) => writer.I64(OpenedAt).Bytes(Certificate);
}

/// <summary>
/// A checkpoint of a stream, signed by the platform: answered by <c>cosignature</c>. With a lot it is the lot's intake,
/// without one the public stream that the rule of the lock's purpose names (<see cref="IReleaseRule.StreamOf"/>).
/// </summary>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id, or empty.</param>
/// <param name="Note">The checkpoint, a signed note.</param>
public sealed record CosignWant(string Session, string Lot, string Note) : TrusteeWant(Session, Lot)
{
    /// <inheritdoc/>
    public override string Kind => "cosign";

    private protected override void Write(WireWriter writer) => writer.Text(Note);
}

/// <summary>The drained intake: answered by <c>freeze-cosignature</c>.</summary>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id.</param>
/// <param name="Note">Checkpoint of the frozen intake with the platform's signature.</param>
/// <param name="Cosignatures">Signature lines of other trustees, each with its end of line.</param>
/// <param name="Orders">What host and supervisor signed of <see cref="ActKind.LateFreeze"/>; empty while neither
/// did.</param>
public sealed record FreezeWant(
    string Session,
    string Lot,
    string Note,
    IReadOnlyList<string> Cosignatures,
    IReadOnlyList<SignedAct> Orders
) : TrusteeWant(Session, Lot)
{
    /// <inheritdoc/>
    public override string Kind => "freeze";

    private protected override void Write(WireWriter writer) =>
        writer.Text(Note).List(Cosignatures, static (w, c) => w.Text(c)).List(Orders, LateFreeze.Write);
}

/// <summary>Another trustee asks for the time: answered by <c>attestation</c>.</summary>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id.</param>
/// <param name="Asker">Number of the asking trustee, 1 to n.</param>
/// <param name="Nonce">32 bytes.</param>
/// <param name="Signature">Of its <c>attest-request</c>: only trustees are answered.</param>
public sealed record AttestWant(string Session, string Lot, byte Asker, byte[] Nonce, byte[] Signature)
    : TrusteeWant(Session, Lot)
{
    /// <inheritdoc/>
    public override string Kind => "attest";

    private protected override void Write(WireWriter writer) => writer.U8(Asker).Fixed(Nonce).Fixed(Signature);
}

/// <summary>One other trustee's attestation.</summary>
/// <param name="Trustee">Its number, 1 to n.</param>
/// <param name="Body">As it sent it, <see cref="TrusteeBodies.Attestation"/>.</param>
/// <param name="Signature">64 bytes.</param>
public sealed record PeerAttestation(byte Trustee, byte[] Body, byte[] Signature);

/// <summary>Attestations that answer the own nonce; kept for the release.</summary>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id.</param>
/// <param name="Attestations">All that have come so far.</param>
public sealed record AttestedWant(string Session, string Lot, IReadOnlyList<PeerAttestation> Attestations)
    : TrusteeWant(Session, Lot)
{
    /// <inheritdoc/>
    public override string Kind => "attested";

    private protected override void Write(WireWriter writer) =>
        writer.List(Attestations, static (w, a) => w.U8(a.Trustee).Bytes(a.Body).Fixed(a.Signature));
}

/// <summary>
/// The lot is frozen and cosigned: answered by <c>attest-request</c>, then <c>partials</c> or <c>refusal</c>. Ticks and
/// entries are read from the intake's feed.
/// </summary>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id.</param>
/// <param name="Note">Checkpoint of the frozen intake with the platform's signature.</param>
/// <param name="Cosignatures">Trustees' signature lines on it, each with its end of line.</param>
/// <param name="Revocations">Signed withdrawals declared after the deadline: those submissions are never
/// opened.</param>
public sealed record ReleaseWant(
    string Session,
    string Lot,
    string Note,
    IReadOnlyList<string> Cosignatures,
    IReadOnlyList<byte[]> Revocations
) : TrusteeWant(Session, Lot)
{
    /// <inheritdoc/>
    public override string Kind => "release";

    private protected override void Write(WireWriter writer) =>
        writer.Text(Note).List(Cosignatures, static (w, c) => w.Text(c)).List(Revocations, static (w, r) => w.Bytes(r));
}
