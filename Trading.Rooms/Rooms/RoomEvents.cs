using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Rooms;

/// <summary>
/// Something that happened in a room. Which stream it lies in says <see cref="RoomVisibility"/>. Source:
/// docs/spec/room.md, "Events".
/// </summary>
/// <param name="At">When, UTC microseconds of the platform's clock.</param>
public abstract record RoomEvent(long At);

/// <summary>What a room is at.</summary>
public enum RoomStage
{
    /// <summary>Seats are taken.</summary>
    Seating,

    /// <summary>Members pledge, or avoid.</summary>
    Pledging,

    /// <summary>A leader is elected.</summary>
    Electing,

    /// <summary>Members score without knowing whose bid it is; only where the terms say so.</summary>
    Masking,

    /// <summary>Qualification is judged.</summary>
    Qualifying,

    /// <summary>Compliance is judged.</summary>
    Complying,

    /// <summary>Bidders are asked, and answer.</summary>
    Explaining,

    /// <summary>Members score alone.</summary>
    Scoring,

    /// <summary>Scores are summed, checked and corrected.</summary>
    Summing,

    /// <summary>The report is signed.</summary>
    Reporting,
}

/// <summary>The host started the evaluation.</summary>
/// <param name="At">When.</param>
/// <param name="Room">The room's id.</param>
/// <param name="Start">Canonical bytes of the start.</param>
/// <param name="Terms">Bytes of the scoring terms, as they were published.</param>
/// <param name="Signature">The host's under the start, 64 bytes.</param>
public sealed record EvaluationStarted(long At, string Room, byte[] Start, byte[] Terms, byte[] Signature)
    : RoomEvent(At);

/// <summary>How many seats are taken.</summary>
/// <param name="At">When.</param>
/// <param name="Taken">So many.</param>
/// <param name="Seats">Of so many.</param>
public sealed record SeatsCounted(long At, int Taken, int Seats) : RoomEvent(At);

/// <summary>The room went on to a stage, or back to it.</summary>
/// <param name="At">When.</param>
/// <param name="Stage">Which.</param>
public sealed record StageBegan(long At, RoomStage Stage) : RoomEvent(At);

/// <summary>All papers of a blind stage are in: they may be read by whoever is entitled.</summary>
/// <param name="At">When.</param>
/// <param name="Stage">Which.</param>
/// <param name="Papers">How many papers the stage has.</param>
/// <param name="Root">Root of the tree over their commitments, 32 bytes.</param>
public sealed record StageClosed(long At, RoomStage Stage, int Papers, byte[] Root) : RoomEvent(At);

/// <summary>A score sheet was handed in; whose is not told.</summary>
/// <param name="At">When.</param>
/// <param name="Commitment">Of the signed sheet, 32 bytes.</param>
public sealed record SheetCommitted(long At, byte[] Commitment) : RoomEvent(At);

/// <summary>The labels of masked bids are drawn: their secret is committed to.</summary>
/// <param name="At">When.</param>
/// <param name="Commitment">32 bytes.</param>
public sealed record LabelsCommitted(long At, byte[] Commitment) : RoomEvent(At);

/// <summary>A masked sheet was handed in; whose is not told.</summary>
/// <param name="At">When.</param>
/// <param name="Commitment">Of the signed sheet, 32 bytes.</param>
public sealed record MaskedCommitted(long At, byte[] Commitment) : RoomEvent(At);

/// <summary>All masked sheets are in: everybody may compute whose label was which.</summary>
/// <param name="At">When.</param>
/// <param name="Salt">The secret, 32 bytes.</param>
public sealed record LabelsOpened(long At, byte[] Salt) : RoomEvent(At);

/// <summary>Both counts agree: what they gave is committed to.</summary>
/// <param name="At">When.</param>
/// <param name="Revision">0, and 1 more with each review again.</param>
/// <param name="Commitment">Salted hash of file and result, 32 bytes.</param>
public sealed record ResultCommitted(long At, int Revision, byte[] Commitment) : RoomEvent(At);

/// <summary>The report is drafted: its draft is committed to.</summary>
/// <param name="At">When.</param>
/// <param name="Revision">Of the count that it tells.</param>
/// <param name="Commitment">Of the host's signed act, 32 bytes.</param>
public sealed record ReportCommitted(long At, int Revision, byte[] Commitment) : RoomEvent(At);

/// <summary>Papers are handed in for longer.</summary>
/// <param name="At">When.</param>
/// <param name="EndsAt">Until then.</param>
public sealed record EvaluationExtended(long At, long EndsAt) : RoomEvent(At);

/// <summary>Everything stopped and is sealed.</summary>
/// <param name="At">When.</param>
/// <param name="Act">The order.</param>
public sealed record EvaluationStopped(long At, RoomSigned Act) : RoomEvent(At);

/// <summary>It goes on where it stopped.</summary>
/// <param name="At">When.</param>
/// <param name="Act">The supervisor's.</param>
public sealed record EvaluationResumed(long At, RoomSigned Act) : RoomEvent(At);

/// <summary>The same committee reviews its scores again.</summary>
/// <param name="At">When.</param>
/// <param name="Revision">The number of the new count.</param>
/// <param name="Ground">Which of the four lawful reasons.</param>
/// <param name="Act">The supervisor's order.</param>
public sealed record ReviewedAgain(long At, int Revision, AmendmentKind Ground, RoomSigned Act) : RoomEvent(At);

/// <summary>Why an evaluation ended without a result.</summary>
public enum RoomFailure
{
    /// <summary>Too few valid bids.</summary>
    FewValid,

    /// <summary>The committee cannot go on: another one is formed.</summary>
    NewCommittee,
}

/// <summary>The evaluation ended without a result.</summary>
/// <param name="At">When.</param>
/// <param name="Cause">Why.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Act">The supervisor's order that another committee is formed; else null.</param>
public sealed record EvaluationFailed(long At, RoomFailure Cause, string Rule, RoomSigned? Act) : RoomEvent(At);

/// <summary>A recommended candidate.</summary>
/// <param name="Bid">The bid.</param>
/// <param name="Rank">1 to 3; equal ones share it.</param>
public sealed record RoomCandidate(string Bid, int Rank);

/// <summary>Everybody has signed, dissented or was silent: the result stands.</summary>
/// <param name="At">When.</param>
/// <param name="Revision">Of the count.</param>
/// <param name="Candidates">At most three places, in the order of the count.</param>
/// <param name="Agreed">Members who signed, the silent ones among them.</param>
/// <param name="Dissenting">Members who dissent with reasons.</param>
public sealed record EvaluationConcluded(
    long At,
    int Revision,
    IReadOnlyList<RoomCandidate> Candidates,
    int Agreed,
    int Dissenting
) : RoomEvent(At);

/// <summary>
/// The host signed the full report of a concluded evaluation. What was signed are the attributes of a CMS signature
/// over the file's digest, at the time of the conclusion. Source: docs/spec/report.md, "Seal".
/// </summary>
/// <param name="At">When.</param>
/// <param name="Revision">Of the count that it reports.</param>
/// <param name="Digest">SHA-256 of the printed file without the room of its signature, 32 bytes.</param>
/// <param name="Hash">SHA-256 of the signed file, 32 bytes.</param>
/// <param name="Certificate">The host's, DER.</param>
/// <param name="Signature">64 bytes under the attributes.</param>
public sealed record ReportSealed(
    long At,
    int Revision,
    byte[] Digest,
    byte[] Hash,
    byte[] Certificate,
    byte[] Signature
) : RoomEvent(At);

/// <summary>Somebody took a seat with a key that the gate certified.</summary>
/// <param name="At">When.</param>
/// <param name="Certificate">Canonical bytes of the certificate.</param>
/// <param name="Signature">The gate's, 64 bytes.</param>
public sealed record SeatTaken(long At, byte[] Certificate, byte[] Signature) : RoomEvent(At);

/// <summary>A member pledged.</summary>
/// <param name="At">When.</param>
/// <param name="Seat">Who.</param>
/// <param name="Act">The signed pledge.</param>
public sealed record MemberPledged(long At, int Seat, RoomSigned Act) : RoomEvent(At);

/// <summary>A seat is free again: the opinions of whoever had it are void.</summary>
/// <param name="At">When.</param>
/// <param name="Seat">Which.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Act">The member's own declaration, or the order.</param>
public sealed record MemberUnseated(long At, int Seat, string Rule, RoomSigned Act) : RoomEvent(At);

/// <summary>A member's ballot. Closed until all are in.</summary>
/// <param name="At">When.</param>
/// <param name="Seat">Whose.</param>
/// <param name="For">The seat that it names.</param>
/// <param name="Act">The signed ballot.</param>
public sealed record BallotCast(long At, int Seat, int For, RoomSigned Act) : RoomEvent(At);

/// <summary>No seat has the most ballots: there is one more vote among these.</summary>
/// <param name="At">When.</param>
/// <param name="Tied">Seats, rising.</param>
public sealed record ElectionTied(long At, IReadOnlyList<int> Tied) : RoomEvent(At);

/// <summary>The committee has a leader.</summary>
/// <param name="At">When.</param>
/// <param name="Seat">Who.</param>
public sealed record LeaderElected(long At, int Seat) : RoomEvent(At);

/// <summary>The tenderer named the leader: nobody votes. Only where the pack lets it.</summary>
/// <param name="At">When.</param>
/// <param name="Seat">Who.</param>
/// <param name="Act">The host's.</param>
public sealed record LeaderNamed(long At, int Seat, RoomSigned Act) : RoomEvent(At);

/// <summary>The host judged a bidder's qualification.</summary>
/// <param name="At">When.</param>
/// <param name="Bid">Whose.</param>
/// <param name="Item">The item that it fails; empty where it is qualified.</param>
/// <param name="Reason">Why it fails; empty where it is qualified.</param>
/// <param name="Act">The host's.</param>
public sealed record BidQualified(long At, string Bid, string Item, string Reason, RoomSigned Act) : RoomEvent(At);

/// <summary>A member reviewed a bid. Closed until all reviews of the stage are in.</summary>
/// <param name="At">When.</param>
/// <param name="Seat">Who.</param>
/// <param name="Stage">Qualification or compliance.</param>
/// <param name="Bid">The bid.</param>
/// <param name="Paper">The signed review.</param>
public sealed record BidReviewed(long At, int Seat, ItemStage Stage, string Bid, RoomSigned Paper) : RoomEvent(At);

/// <summary>A member handed in a score sheet. Closed until all are in.</summary>
/// <param name="At">When.</param>
/// <param name="Seat">Whose.</param>
/// <param name="Paper">The signed sheet.</param>
public sealed record SheetSubmitted(long At, int Seat, RoomSigned Paper) : RoomEvent(At);

/// <summary>What in a masked document points at its bidder.</summary>
public enum IdentityKind
{
    /// <summary>The bidder's name.</summary>
    Name,

    /// <summary>Its credit code.</summary>
    Code,

    /// <summary>A person of the bidder.</summary>
    Person,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An address of e-mail.</summary>
    Mail,

    /// <summary>The document could not be looked through, or not to its end.</summary>
    Unseen,
}

/// <summary>The id and the label of a bid while it is masked.</summary>
/// <param name="Masked">32 digits; labels stand in their order.</param>
/// <param name="Bid">Whose it is.</param>
/// <param name="Found">What in its documents points at the bidder, each kind once, rising.</param>
public sealed record MaskedLabel(string Masked, string Bid, IReadOnlyList<IdentityKind> Found);

/// <summary>Labels for masked bids. Closed until the stage is.</summary>
/// <param name="At">When.</param>
/// <param name="Salt">The secret, 32 bytes.</param>
/// <param name="Labels">All bids, in the order of their labels.</param>
public sealed record LabelsDrawn(long At, byte[] Salt, IReadOnlyList<MaskedLabel> Labels) : RoomEvent(At);

/// <summary>A masked bid's documents point at its bidder: told by label, never by name.</summary>
/// <param name="At">When.</param>
/// <param name="Label">Place of the label, from 1.</param>
/// <param name="Kinds">What was found, each kind once, rising.</param>
public sealed record IdentityFound(long At, int Label, IReadOnlyList<IdentityKind> Kinds) : RoomEvent(At);

/// <summary>A member handed in a masked sheet. Closed until all are in.</summary>
/// <param name="At">When.</param>
/// <param name="Seat">Whose.</param>
/// <param name="Paper">The signed sheet, over masked ids.</param>
public sealed record MaskedSubmitted(long At, int Seat, RoomSigned Paper) : RoomEvent(At);

/// <summary>A bid is out.</summary>
/// <param name="At">When.</param>
/// <param name="Bid">Which.</param>
/// <param name="Ground">The ground.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Item">The published item that it fails; empty where it is none.</param>
/// <param name="Reason">In words.</param>
/// <param name="IsLate">Whether prices had been scored.</param>
public sealed record BidRejected(
    long At,
    string Bid,
    RejectionGround Ground,
    string Rule,
    string Item,
    string Reason,
    bool IsLate
) : RoomEvent(At);

/// <summary>A bidder is asked in writing.</summary>
/// <param name="At">When.</param>
/// <param name="Question">Its id: hash of the act, 64 digits.</param>
/// <param name="Bid">Who is asked.</param>
/// <param name="Kind">What for.</param>
/// <param name="AnswerBy">The first instant at which it is too late to answer.</param>
/// <param name="Act">The leader's, with the text.</param>
public sealed record QuestionAsked(
    long At,
    string Question,
    string Bid,
    QuestionKind Kind,
    long AnswerBy,
    RoomSigned Act
) : RoomEvent(At);

/// <summary>The bidder answered.</summary>
/// <param name="At">When.</param>
/// <param name="Question">Which question.</param>
/// <param name="Yes">Of a corrected price, whether it is confirmed.</param>
/// <param name="Act">The bidder's, with the text.</param>
public sealed record QuestionAnswered(long At, string Question, bool Yes, RoomSigned Act) : RoomEvent(At);

/// <summary>Nobody answered in time.</summary>
/// <param name="At">When.</param>
/// <param name="Question">Which question.</param>
public sealed record QuestionLapsed(long At, string Question) : RoomEvent(At);

/// <summary>The leader ended the time of questions.</summary>
/// <param name="At">When.</param>
/// <param name="Act">The leader's.</param>
public sealed record QuestionsClosed(long At, RoomSigned Act) : RoomEvent(At);

/// <summary>A motion: the committee votes.</summary>
/// <param name="At">When.</param>
/// <param name="Motion">Its id: hash of the act, 64 digits.</param>
/// <param name="Act">Who raised it, and what for.</param>
public sealed record MotionRaised(long At, string Motion, RoomSigned Act) : RoomEvent(At);

/// <summary>A member voted on the motion.</summary>
/// <param name="At">When.</param>
/// <param name="Motion">Which.</param>
/// <param name="Seat">Who.</param>
/// <param name="Yes">How.</param>
/// <param name="Act">The signed vote.</param>
public sealed record MotionVoted(long At, string Motion, int Seat, bool Yes, RoomSigned Act) : RoomEvent(At);

/// <summary>The motion has its majority, or cannot have it any more.</summary>
/// <param name="At">When.</param>
/// <param name="Motion">Which.</param>
/// <param name="Adopted">Whether more than half of the seats are for it.</param>
public sealed record MotionSettled(long At, string Motion, bool Adopted) : RoomEvent(At);

/// <summary>A score was corrected for one of the four lawful reasons.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">Which reason.</param>
/// <param name="Seat">Whose score.</param>
/// <param name="Bid">For which bid.</param>
/// <param name="Criterion">Which; empty for a sum.</param>
/// <param name="Before">Hundredths.</param>
/// <param name="After">Hundredths.</param>
/// <param name="Reason">Why.</param>
public sealed record ScoreAmended(
    long At,
    AmendmentKind Kind,
    int Seat,
    string Bid,
    string Criterion,
    long Before,
    long After,
    string Reason
) : RoomEvent(At);

/// <summary>Of several equal bids of one brand one was chosen.</summary>
/// <param name="At">When.</param>
/// <param name="Brand">The brand.</param>
/// <param name="Bid">The bid.</param>
public sealed record BrandDecided(long At, string Brand, string Bid) : RoomEvent(At);

/// <summary>The committee goes on although few bids are valid.</summary>
/// <param name="At">When.</param>
/// <param name="Valid">Bidders that are left.</param>
public sealed record CompetitionFound(long At, int Valid) : RoomEvent(At);

/// <summary>A member says that time is too short.</summary>
/// <param name="At">When.</param>
/// <param name="Seat">Who.</param>
/// <param name="Act">The signed word.</param>
public sealed record TimeCalledShort(long At, int Seat, RoomSigned Act) : RoomEvent(At);

/// <summary>Both counts gave the same.</summary>
/// <param name="At">When.</param>
/// <param name="Revision">Of the count.</param>
/// <param name="TenderHash">Hash of the counted file, 32 bytes.</param>
/// <param name="ResultHash">Hash of the result's bytes, 32 bytes.</param>
/// <param name="Salt">Of the public commitment, 32 bytes.</param>
/// <param name="Candidates">At most three places.</param>
public sealed record ScoresCounted(
    long At,
    int Revision,
    byte[] TenderHash,
    byte[] ResultHash,
    byte[] Salt,
    IReadOnlyList<RoomCandidate> Candidates
) : RoomEvent(At);

/// <summary>The counts differ, or nothing can be counted: no report is drafted.</summary>
/// <param name="At">When.</param>
/// <param name="Revision">Of the count.</param>
/// <param name="Code">The fault's word, or <c>counts-differ</c>.</param>
/// <param name="Where">The fault's path, or the cell.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="First">What the first count has there, or what helps to find the fault.</param>
/// <param name="Second">What the second has.</param>
public sealed record CountBlocked(
    long At,
    int Revision,
    string Code,
    string Where,
    string Rule,
    string First,
    string Second
) : RoomEvent(At);

/// <summary>The host drafted the report.</summary>
/// <param name="At">When.</param>
/// <param name="Hash">Hash of its bytes, 64 digits.</param>
/// <param name="SignBy">From then on silence is agreement.</param>
/// <param name="Act">The host's.</param>
public sealed record ReportDrafted(long At, string Hash, long SignBy, RoomSigned Act) : RoomEvent(At);

/// <summary>A member signed the report, or dissents.</summary>
/// <param name="At">When.</param>
/// <param name="Seat">Who.</param>
/// <param name="Agrees">Whether it agrees.</param>
/// <param name="Act">The signed act, with the reasons of a dissent.</param>
public sealed record ReportJudged(long At, int Seat, bool Agrees, RoomSigned Act) : RoomEvent(At);

/// <summary>These members were silent past the limit: they are deemed to agree.</summary>
/// <param name="At">When.</param>
/// <param name="Seats">Who, rising.</param>
public sealed record SilenceDeemed(long At, IReadOnlyList<int> Seats) : RoomEvent(At);
