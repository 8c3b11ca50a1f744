namespace Trading.Opening.Sessions;

/// <summary>Something that happened in a session's public stream. <paramref name="At"/> is UTC microseconds.</summary>
public abstract record SessionEvent(long At);

/// <summary>Something that happened to one lot.</summary>
public abstract record LotEvent(long At, string Lot) : SessionEvent(At);

/// <summary>The session was published: its terms and one lock policy per lot (canonical bytes).</summary>
public sealed record SessionPrepared(long At, string Session, SessionTerms Terms, IReadOnlyList<byte[]> Policies)
    : SessionEvent(At);

/// <summary>
/// A trustee's ceremony message was relayed; the bytes live in the mailbox, the stream keeps their hash (the suite's
/// plain hash of the message body). Round 0: commitment, 1: message 1, 3: signature.
/// </summary>
public sealed record CeremonyMessageLogged(long At, string Lot, int Trustee, int Round, byte[] Hash)
    : LotEvent(At, Lot);

/// <summary>
/// A ceremony ended without a lock; the session must be prepared again with a new policy. <paramref name="Trustee"/> is
/// the accused one's number, or 0.
/// <paramref name="By"/> (0: nobody) complained, and <paramref name="Signature"/> is its signature of the complaint
/// (docs/spec/trustee.md, "Messages").
/// </summary>
public sealed record CeremonyFailed(
    long At,
    string Lot,
    int Trustee,
    string Cause,
    int By = 0,
    byte[]? Signature = null
) : LotEvent(At, Lot);

/// <summary>The lock stands; the intake of the lot is open from here on.</summary>
public sealed record LockCertified(long At, string Lot, byte[] LockId, byte[] Certificate) : LotEvent(At, Lot);

/// <summary>
/// The platform's process stood still over the deadline of a lot: not seen alive after <paramref name="From"/>, alive
/// again at <paramref name="Until"/> (UTC microseconds). <paramref name="Restarted"/>: another process came after it,
/// connections were lost. Source: docs/spec/feed.md, "Standstill".
/// </summary>
public sealed record PlatformStoodStill(long At, long From, long Until, bool Restarted) : SessionEvent(At);

/// <summary>
/// FREEZE: the intake is closed at this tree. <paramref name="Entries"/> counts the entries, <paramref name="Live"/>
/// the submissions to open.
/// </summary>
public sealed record LotFrozen(long At, string Lot, long TreeSize, byte[] Root, int Entries, int Live)
    : LotEvent(At, Lot);

/// <summary>
/// A trustee cosigned the frozen head; <paramref name="Cosignature"/> is one signature line of a note. Late: it saw the
/// head after the allowed time (docs/spec/lock.md, "Freeze").
/// </summary>
public sealed record FreezeCosigned(long At, string Lot, int Trustee, bool Late, string Cosignature)
    : LotEvent(At, Lot);

/// <summary>
/// Host or supervisor (<paramref name="Role"/>) ordered that the frozen head is cosigned although no trustee saw it in
/// time. Both orders together excuse a late cosignature (docs/spec/trustee.md, "Freeze").
/// </summary>
public sealed record LateFreezeOrdered(long At, string Lot, Role Role, SignedAct Act) : LotEvent(At, Lot);

/// <summary>The frozen head has t cosignatures and the quorum holds: trustees may release.</summary>
public sealed record ReleaseBegan(long At, string Lot) : LotEvent(At, Lot);

/// <summary>A trustee's partial openings were verified; the bytes live in the restricted store.</summary>
public sealed record PartialAccepted(long At, string Lot, int Trustee, byte[] Hash) : LotEvent(At, Lot);

/// <summary>
/// A trustee's partial openings were wrong: it is named, and ignored. <paramref name="Signature"/> is its own signature
/// of the message that brought them, so that nobody is accused of what it did not send; the bytes are in the archive.
/// </summary>
public sealed record PartialRefused(
    long At,
    string Lot,
    int Trustee,
    byte[] Hash,
    string Cause,
    byte[]? Signature = null
) : LotEvent(At, Lot);

/// <summary>
/// A bid was opened. <paramref name="SubmissionKey"/> (65 bytes) signed its header; <paramref name="SectionKey"/> (sk₀,
/// 32 bytes) and <paramref name="Commitments"/> let anybody open section 0 again; <paramref name="Content"/> is its
/// content without padding.
/// </summary>
public sealed record BidOpened(
    long At,
    string Lot,
    string Submission,
    byte[] SubmissionKey,
    byte[] EnvelopeHash,
    byte[] SectionKey,
    IReadOnlyList<byte[]> Commitments,
    byte[] Content,
    IReadOnlyList<Mark> Marks
) : LotEvent(At, Lot);

/// <summary>
/// Whose fault it is that a bid could not be opened (e-bidding:31). The software proposes; the tenderer decides.
/// </summary>
public enum Fault
{
    /// <summary>Revoked (撤销).</summary>
    Bidder,

    /// <summary>Withdrawn (撤回), with the right to claim direct loss.</summary>
    Platform,

    /// <summary>Withdrawn, human review.</summary>
    Undetermined,
}

/// <summary>
/// A bid could not be opened; the others go on. <paramref name="SharedPoint"/> proves a bidder's failure (65 bytes),
/// null otherwise.
/// </summary>
public sealed record BidUnreadable(
    long At,
    string Lot,
    string Submission,
    byte[] SubmissionKey,
    byte[] EnvelopeHash,
    string Cause,
    Fault Fault,
    byte[]? SharedPoint
) : LotEvent(At, Lot);

/// <summary>All results of the lot stand; last event of the one commit that opens it.</summary>
public sealed record LotOpened(long At, string Lot, int Opened, int Unreadable) : LotEvent(At, Lot);

/// <summary>Why a lot failed (流标).</summary>
public enum LotFailure
{
    /// <summary>Fewer than three submissions: never opened, no name published.</summary>
    FewSubmitted,

    /// <summary>Fewer than three could be opened and the pack says fail.</summary>
    FewOpened,

    /// <summary>No lock was made.</summary>
    NoLock,
}

/// <summary>The lot failed.</summary>
public sealed record LotFailed(long At, string Lot, LotFailure Cause, string Rule) : LotEvent(At, Lot);

/// <summary>A bidder signed in after the opening (签到).</summary>
public sealed record BidderAttended(long At, string Lot, string Submission, SignedAct Act) : LotEvent(At, Lot);

/// <summary>An objection (异议) or question was raised.</summary>
public sealed record ObjectionRaised(
    long At,
    string Objection,
    string Lot,
    string Submission,
    string Text,
    SignedAct Act
) : LotEvent(At, Lot);

/// <summary>It was answered on the spot.</summary>
public sealed record ObjectionAnswered(long At, string Objection, string Text, SignedAct Act) : SessionEvent(At);

/// <summary>A bidder confirmed the record.</summary>
public sealed record RecordConfirmed(long At, string Lot, string Submission, SignedAct Act) : LotEvent(At, Lot);

/// <summary>
/// A withdrawal declared after the freeze and before the release began: recorded as revocation (撤销), the envelope is
/// not opened.
/// </summary>
public sealed record BidRevoked(long At, string Lot, string Submission, byte[] Statement) : LotEvent(At, Lot);

/// <summary>
/// The host closed the session. <paramref name="Record"/> is the version in which its record is printed
/// (<see cref="RecordVersion"/>), <paramref name="Address"/> where the session is to be found, as the record says it;
/// empty where the platform has none.
/// </summary>
public sealed record SessionConcluded(long At, SignedAct Act, int Record = RecordVersion.First, string Address = "")
    : SessionEvent(At);

/// <summary>
/// The host signed the opening record; nothing follows. <paramref name="Hash"/> is the SHA-256 of the signed document
/// (32 bytes), which everybody rebuilds from the stream and these bytes; <paramref name="Certificate"/> is the host's
/// (DER), <paramref name="Signature"/> P1363, 64 bytes (docs/spec/record.md).
/// </summary>
public sealed record RecordSealed(long At, byte[] Hash, byte[] Certificate, byte[] Signature) : SessionEvent(At);
