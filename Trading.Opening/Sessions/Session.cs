using System.Collections.Immutable;

namespace Trading.Opening.Sessions;

/// <summary>
/// The folded state of a session: <c>Decider.Evolve</c> over its events. A phase holds only its own fields.
/// </summary>
public abstract record Session
{
    /// <summary>
    /// The latest time that an event of the stream bears, UTC microseconds; 0 before the first. No later event bears an
    /// earlier one.
    /// </summary>
    public long LastAt { get; init; }

    /// <summary>Nothing was published under this id.</summary>
    public sealed record None : Session;

    /// <summary>Published; each lot runs through its own phases.</summary>
    public sealed record Running(
        string Id,
        SessionTerms Terms,
        long PreparedAt,
        ImmutableSortedDictionary<string, Lot> Lots,
        ImmutableList<Objection> Objections
    ) : Session
    {
        /// <summary>
        /// When the platform's process stood still over a deadline, in the order in which it was told.
        /// </summary>
        public ImmutableList<Standstill> Standstills { get; init; } = [];
    }

    /// <summary>
    /// Closed by the host; the record waits for the host's signature, and nothing else changes any more.
    /// </summary>
    public sealed record Concluded(Running Last, long At) : Session
    {
        /// <summary>The version of the record that is printed.</summary>
        public int Record { get; init; } = RecordVersion.First;

        /// <summary>Where the session is to be found; empty where the conclusion does not say it.</summary>
        public string Address { get; init; } = "";

        /// <summary>The host's certificate (DER) of the conclusion, or the bare key in early streams.</summary>
        public byte[] Certificate { get; init; } = [];
    }

    /// <summary>The opening record stands, signed by the host; nothing follows.</summary>
    public sealed record Sealed(Concluded Last, SealedRecord Record) : Session;

    /// <summary>
    /// What was published and happened in the hall, however far the session is; null where nothing was published.
    /// </summary>
    public Running? Published() =>
        this switch
        {
            Running s => s,
            Concluded s => s.Last,
            Sealed s => s.Last.Last,
            _ => null,
        };
}

/// <summary>The host's signature under the opening record, and what it makes of it.</summary>
/// <param name="At">When the signature came, UTC microseconds; it stands in no document.</param>
/// <param name="Hash">SHA-256 of the signed document, 32 bytes: everybody rebuilds it.</param>
/// <param name="Certificate">The host's certificate, DER.</param>
/// <param name="Signature">P1363, 64 bytes, over the signed attributes (docs/spec/record.md).</param>
public sealed record SealedRecord(long At, byte[] Hash, byte[] Certificate, byte[] Signature);

/// <summary>An objection or question and its answer.</summary>
/// <param name="Id">Hash of the act, hexadecimal.</param>
/// <param name="Lot">The lot.</param>
/// <param name="Submission">Who raised it.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When.</param>
/// <param name="Answer">The answer, or null while it is open.</param>
public sealed record Objection(string Id, string Lot, string Submission, string Text, long At, GivenAnswer? Answer);

/// <summary>The answer to an objection.</summary>
/// <param name="Text">What it says.</param>
/// <param name="At">When.</param>
/// <param name="By">The person of the terms whose key signed it, or null where none does.</param>
public sealed record GivenAnswer(string Text, long At, SessionRole? By);

/// <summary>One lot of a session. Lock, intake, freeze and quorum are per lot.</summary>
/// <param name="Terms">As published.</param>
/// <param name="Policy">Its lock's policy.</param>
public abstract record Lot(LotTerms Terms, LockPolicy Policy)
{
    /// <summary>
    /// The key ceremony runs. <paramref name="Messages"/> holds the logged hashes by (round, trustee).
    /// </summary>
    public sealed record Ceremony(
        LotTerms Terms,
        LockPolicy Policy,
        ImmutableSortedDictionary<(int Round, int Trustee), byte[]> Messages
    ) : Lot(Terms, Policy);

    /// <summary>The lock stands and bids are received.</summary>
    public sealed record Intake(LotTerms Terms, LockPolicy Policy, LockFacts Lock) : Lot(Terms, Policy);

    /// <summary>The intake is closed: what every phase from the freeze on holds.</summary>
    public abstract record Closed(LotTerms Terms, LockPolicy Policy, LockFacts Lock, FreezeFacts Freeze)
        : Lot(Terms, Policy);

    /// <summary>Trustees cosign the frozen head.</summary>
    public sealed record Frozen(LotTerms Terms, LockPolicy Policy, LockFacts Lock, FreezeFacts Freeze)
        : Closed(Terms, Policy, Lock, Freeze);

    /// <summary>The release has begun: what every phase from there on holds.</summary>
    public abstract record Released(
        LotTerms Terms,
        LockPolicy Policy,
        LockFacts Lock,
        FreezeFacts Freeze,
        ReleaseFacts Release,
        ImmutableList<OpenedBid> Bids
    ) : Closed(Terms, Policy, Lock, Freeze)
    {
        /// <summary>Trustee number → hash of its verified partial openings.</summary>
        public ImmutableSortedDictionary<int, byte[]> Partials => Release.Partials;
    }

    /// <summary>
    /// Trustees release. <paramref name="Release"/> holds what they sent; <paramref name="Bids"/> is empty but while
    /// the events of the one commit that opens the lot are folded.
    /// </summary>
    public sealed record Releasing(
        LotTerms Terms,
        LockPolicy Policy,
        LockFacts Lock,
        FreezeFacts Freeze,
        ReleaseFacts Release,
        ImmutableList<OpenedBid> Bids
    ) : Released(Terms, Policy, Lock, Freeze, Release, Bids);

    /// <summary>Opened: every live submission has its result.</summary>
    public sealed record Opened(
        LotTerms Terms,
        LockPolicy Policy,
        LockFacts Lock,
        FreezeFacts Freeze,
        ReleaseFacts Release,
        ImmutableList<OpenedBid> Bids,
        long OpenedAt
    ) : Released(Terms, Policy, Lock, Freeze, Release, Bids);

    /// <summary>
    /// Failed (流标); what is sealed stays sealed. <paramref name="Before"/> is the phase that it failed in, with all
    /// that was reached by then.
    /// <paramref name="Bids"/> is empty unless the cause is <see cref="LotFailure.FewOpened"/>.
    /// </summary>
    public sealed record Failed(
        LotTerms Terms,
        LockPolicy Policy,
        Lot Before,
        LotFailure Cause,
        string Rule,
        long At,
        ImmutableList<OpenedBid> Bids
    ) : Lot(Terms, Policy);
}

/// <summary>The certified lock.</summary>
/// <param name="LockId">32 bytes.</param>
/// <param name="Certificate">Canonical bytes of the lock certificate.</param>
/// <param name="CertifiedAt">UTC microseconds.</param>
public sealed record LockFacts(byte[] LockId, byte[] Certificate, long CertifiedAt);

/// <summary>The frozen intake.</summary>
/// <param name="At">UTC microseconds of <see cref="LotFrozen"/>.</param>
/// <param name="TreeSize">Leaves of the intake tree.</param>
/// <param name="Root">Its root, 32 bytes.</param>
/// <param name="Entries">Entries behind it.</param>
/// <param name="Live">Submissions to open.</param>
/// <param name="Revoked">Submissions revoked after the deadline, never opened, with what was declared.</param>
/// <param name="Cosignatures">Trustee number → its cosignature.</param>
public sealed record FreezeFacts(
    long At,
    long TreeSize,
    byte[] Root,
    int Entries,
    int Live,
    ImmutableSortedDictionary<string, BidRevoked> Revoked,
    ImmutableSortedDictionary<int, FreezeCosigned> Cosignatures
)
{
    /// <summary>
    /// Who ordered that the head is cosigned late, when, and the signed order; see <see cref="LateFreeze"/>.
    /// </summary>
    public ImmutableSortedDictionary<Role, LateFreezeOrdered> Orders { get; init; } =
        ImmutableSortedDictionary<Role, LateFreezeOrdered>.Empty;

    /// <summary>Whether both, host and supervisor, ordered it.</summary>
    public bool IsLateOrdered => Orders.ContainsKey(Role.Host) && Orders.ContainsKey(Role.Supervisor);

    /// <summary>
    /// Submissions to open: live and not revoked. The quorum asks for this number, here and at every trustee.
    /// </summary>
    public int ToOpen => Live - Revoked.Count;
}

/// <summary>What trustees sent for a release.</summary>
/// <param name="BeganAt">UTC microseconds of <see cref="ReleaseBegan"/>.</param>
/// <param name="Partials">Trustee number → hash of its verified partial openings.</param>
/// <param name="Refused">Trustee number → hash of the wrong partial openings it sent first.</param>
public sealed record ReleaseFacts(
    long BeganAt,
    ImmutableSortedDictionary<int, byte[]> Partials,
    ImmutableSortedDictionary<int, byte[]> Refused
);

/// <summary>One live submission and what its opening showed.</summary>
/// <param name="Submission">Submission id, 32 hexadecimal digits.</param>
/// <param name="SubmissionKey">65 bytes; it signs the bidder's acts where no form names a certificate.</param>
/// <param name="EnvelopeHash">Hash of the signed header.</param>
/// <param name="Form">The opening record as read, or null when it does not parse or could not be opened.</param>
/// <param name="Content">Section 0's content; empty when it could not be opened.</param>
/// <param name="Marks">Marks to read out.</param>
/// <param name="Unreadable">Cause and fault, or null when it was opened.</param>
/// <param name="AttendedAt">When the bidder signed in after the opening (UTC microseconds), or null.</param>
/// <param name="ConfirmedAt">When the bidder confirmed the record, or null.</param>
public sealed record OpenedBid(
    string Submission,
    byte[] SubmissionKey,
    byte[] EnvelopeHash,
    OpeningForm? Form,
    byte[] Content,
    ImmutableList<Mark> Marks,
    BidUnreadable? Unreadable,
    long? AttendedAt,
    long? ConfirmedAt
)
{
    /// <summary>Whether the bidder signed in after the opening.</summary>
    public bool Attended => AttendedAt is not null;

    /// <summary>Whether the bidder confirmed the record.</summary>
    public bool Confirmed => ConfirmedAt is not null;
}
