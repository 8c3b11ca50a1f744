using Trading.Crypto;

namespace Trading.Opening.Sessions;

/// <summary>A wish about a session; <paramref name="Now"/> is UTC microseconds, read by the edge.</summary>
public abstract record SessionCommand(long Now);

/// <summary>A wish about one lot of a session.</summary>
public abstract record LotCommand(long Now, string Lot) : SessionCommand(Now);

/// <summary>Publish a session. Policies are canonical bytes, one per lot in the order of the terms.</summary>
public sealed record Prepare(long Now, string Session, SessionTerms Terms, IReadOnlyList<byte[]> Policies)
    : SessionCommand(Now);

/// <summary>
/// Log a ceremony message of a trustee (number 1 to n): round 0, 1 or 3. Equal bytes again are accepted without an
/// event; other bytes conflict.
/// </summary>
public sealed record LogCeremonyMessage(long Now, string Lot, int Trustee, int Round, byte[] Hash)
    : LotCommand(Now, Lot);

/// <summary>
/// End a ceremony that cannot succeed. <paramref name="Trustee"/> is the accused one's number, or 0 for the platform.
/// An accusation is a complaint:
/// <paramref name="By"/> is the number of who complains and <paramref name="Signature"/> its signature of the complaint
/// (docs/spec/trustee.md, "Messages"); 0 and null where nobody complains, and then nobody is accused.
/// </summary>
public sealed record FailCeremony(long Now, string Lot, int Trustee, string Cause, int By = 0, byte[]? Signature = null)
    : LotCommand(Now, Lot);

/// <summary>Certify the lock; the decider checks the certificate against the policy.</summary>
public sealed record CertifyLock(long Now, string Lot, byte[] Certificate) : LotCommand(Now, Lot)
{
    /// <summary>
    /// The verdict over exactly these bytes under the lot's policy where the caller has it; null: the decider verifies.
    /// </summary>
    internal CeremonyFailure? Verdict { get; init; }
}

/// <summary>Freeze at the drained intake.</summary>
public sealed record Freeze(long Now, string Lot, long TreeSize, byte[] Root, int Entries, int Live)
    : LotCommand(Now, Lot);

/// <summary>
/// A trustee's cosignature of the frozen head; the edge has checked that it verifies and whose it is.
/// </summary>
public sealed record CosignFreeze(long Now, string Lot, int Trustee, bool Late, string Cosignature)
    : LotCommand(Now, Lot);

/// <summary>A trustee's verified partial openings.</summary>
public sealed record AcceptPartial(long Now, string Lot, int Trustee, byte[] Hash) : LotCommand(Now, Lot);

/// <summary>
/// A trustee's partial openings that do not verify, with its signature of the message that brought them; the edge has
/// checked it and keeps the bytes.
/// </summary>
public sealed record RefusePartial(
    long Now,
    string Lot,
    int Trustee,
    byte[] Hash,
    string Cause,
    byte[]? Signature = null
) : LotCommand(Now, Lot);

/// <summary>What the worker found when it opened one submission with t verified partials.</summary>
/// <param name="Submission">Submission id.</param>
/// <param name="SubmissionKey">65 bytes, from the signed header.</param>
/// <param name="EnvelopeHash">Hash of the signed header.</param>
/// <param name="SectionKey">sk₀ when opened.</param>
/// <param name="Commitments">Section commitments when opened.</param>
/// <param name="Content">Content without padding when opened, else null.</param>
/// <param name="Cause">Why not, when not opened.</param>
/// <param name="Fault">Whose fault, when not opened.</param>
/// <param name="SharedPoint">Proof of a bidder's fault, or null.</param>
/// <param name="Arrival">Of its newest envelope, UTC microseconds, as the frozen list has it: its certificate is judged
/// at that instant.</param>
public sealed record OpeningResult(
    string Submission,
    byte[] SubmissionKey,
    byte[] EnvelopeHash,
    byte[] SectionKey,
    IReadOnlyList<byte[]> Commitments,
    byte[]? Content,
    string Cause,
    Fault Fault,
    byte[]? SharedPoint,
    long Arrival
);

/// <summary>
/// All results of a lot, in the order of the frozen list; they become one commit. <paramref name="Authorities"/> are
/// the DER certificates of the <c>ca</c> lines of the platform's trust file: a bid whose certificate none of them
/// issued is marked, not refused.
/// </summary>
public sealed record OpenAll(
    long Now,
    string Lot,
    IReadOnlyList<OpeningResult> Results,
    IReadOnlyList<byte[]> Authorities
) : LotCommand(Now, Lot);

/// <summary>The lot may not be opened: fewer live submissions than the pack demands.</summary>
public sealed record FailLot(long Now, string Lot) : LotCommand(Now, Lot);

/// <summary>
/// Revoke after the deadline and before the release: the bytes of a signed withdrawal. <paramref name="Live"/> is that
/// submission as it stands in the frozen intake, read there by the edge: the statement must be signed with its key and
/// name the next revision, or an old withdrawal, public by then, could be sent again.
/// </summary>
public sealed record Revoke(long Now, string Lot, Submission Live, byte[] Statement) : LotCommand(Now, Lot);

/// <summary>
/// A statutory act signed by a person: attendance, objection, answer, confirmation, conclusion, order of a late freeze.
/// What it says stands in its statement.
/// <paramref name="Authorities"/> are the DER certificates of the <c>ca</c> lines of a trust file: one of them must
/// have issued an official's certificate. Null where there is no trust file.
/// </summary>
public sealed record Perform(long Now, SignedAct Act, IReadOnlyList<byte[]>? Authorities = null) : SessionCommand(Now)
{
    /// <summary>Of a conclusion: the version of the record, which the platform chooses.</summary>
    public int Record { get; init; } = RecordVersion.First;

    /// <summary>Of a conclusion: the session's address, which the platform knows; empty for none.</summary>
    public string Address { get; init; } = "";
}

/// <summary>
/// Seal the opening record with the host's signature. The edge builds the document, which takes fonts, and says its two
/// faces here: <paramref name="Attributes"/>, the bytes that the host signed, and <paramref name="Hash"/>, the SHA-256
/// (32 bytes) of the document with certificate and signature in their places. Both are functions of the stream and of
/// what the host sent, so everybody checks them (docs/spec/record.md).
/// </summary>
public sealed record SealRecord(long Now, byte[] Attributes, byte[] Hash, byte[] Certificate, byte[] Signature)
    : SessionCommand(Now);

/// <summary>
/// Tell that the process stood still over a deadline: not seen alive after <paramref name="From"/>, alive again at
/// <paramref name="Until"/> (UTC microseconds).
/// <paramref name="Restarted"/>: another process came after it.
/// </summary>
public sealed record TellStandstill(long Now, long From, long Until, bool Restarted) : SessionCommand(Now);
