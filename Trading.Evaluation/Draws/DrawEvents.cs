using Trading.Evaluation.Commitments;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Draws;

/// <summary>
/// Something that happened to a draw. Which stream it lies in says <see cref="DrawVisibility"/>. Source:
/// docs/spec/draw.md, "Streams".
/// </summary>
/// <param name="At">When, UTC microseconds of the platform's clock.</param>
public abstract record DrawEvent(long At);

/// <summary>The host published a draw.</summary>
/// <param name="At">When.</param>
/// <param name="Draw">The draw's id.</param>
/// <param name="Request">Canonical bytes of the request.</param>
/// <param name="Policies">Canonical bytes of the policies of the locks for draw, names and contact.</param>
/// <param name="Salt">Box for the custodian with the salt of person hashes.</param>
/// <param name="GateSalt">The same for the gate; empty where the buyer fills no seat.</param>
/// <param name="Signature">Of the host's key in the policies, 64 bytes.</param>
public sealed record DrawRequested(
    long At,
    string Draw,
    byte[] Request,
    IReadOnlyList<byte[]> Policies,
    byte[] Salt,
    byte[] GateSalt,
    byte[] Signature
) : DrawEvent(At);

/// <summary>
/// Host and supervisor imported what another system drew. How it drew nobody here can verify.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Draw">The draw's id.</param>
/// <param name="Import">Canonical bytes of the import.</param>
/// <param name="GateSalt">Box for the gate with the salt of person hashes.</param>
/// <param name="HostSignature">64 bytes.</param>
/// <param name="SupervisorSignature">64 bytes.</param>
public sealed record ExternalDrawImported(
    long At,
    string Draw,
    byte[] Import,
    byte[] GateSalt,
    byte[] HostSignature,
    byte[] SupervisorSignature
) : DrawEvent(At);

/// <summary>The signed paper of an external draw lies with the platform and has the hash that was imported.</summary>
/// <param name="At">When.</param>
/// <param name="Bytes">How large it is.</param>
public sealed record PaperKept(long At, int Bytes) : DrawEvent(At);

/// <summary>
/// The salt of an external draw's person hashes, told with the paper: whoever has the full archive compares names.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Salt">32 bytes.</param>
public sealed record PersonSaltTold(long At, byte[] Salt) : DrawEvent(At);

/// <summary>How many of those whom the buyer sends have arrived.</summary>
/// <param name="At">When.</param>
/// <param name="Arrived">So many.</param>
/// <param name="Seats">Seats that the buyer fills.</param>
public sealed record BuyersCounted(long At, int Arrived, int Seats) : DrawEvent(At);

/// <summary>The gate told of a seat that a hash names. Closed until the disclosure.</summary>
/// <param name="At">When.</param>
/// <param name="Number">Number of the seat.</param>
/// <param name="Outcome">The fact.</param>
/// <param name="Signature">The gate's, 64 bytes.</param>
public sealed record PersonTold(long At, int Number, PositionOutcome Outcome, byte[] Signature) : DrawEvent(At);

/// <summary>Who came to a seat that a hash names. Lies in the stream of names.</summary>
/// <param name="At">When.</param>
/// <param name="Number">Number of the seat.</param>
/// <param name="Name">What the desk read from the card and typed.</param>
/// <param name="Id">The identity number.</param>
/// <param name="Signature">The gate's, 64 bytes.</param>
public sealed record PersonNamed(long At, int Number, string Name, string Id, byte[] Signature) : DrawEvent(At)
{
    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => $"PersonNamed {Number}";
}

/// <summary>One of the three locks stands.</summary>
/// <param name="At">When; trustees count from it.</param>
/// <param name="Lot">Which: a word of <see cref="Requests.DrawLots"/>.</param>
/// <param name="Certificate">The lock certificate.</param>
public sealed record DrawLockCertified(long At, string Lot, byte[] Certificate) : DrawEvent(At);

/// <summary>The custodian committed to the hashes of more rows than are sealed.</summary>
/// <param name="At">When.</param>
/// <param name="Head">Canonical bytes of the head.</param>
/// <param name="Root">32 bytes.</param>
/// <param name="Signature">The custodian's, 64 bytes.</param>
public sealed record PoolReduced(long At, byte[] Head, byte[] Root, byte[] Signature) : DrawEvent(At);

/// <summary>The beacon of the reduction is there: it says which rows are kept.</summary>
/// <param name="At">When.</param>
/// <param name="Answers">t answers of trustees.</param>
/// <param name="Value">The value, 32 bytes.</param>
public sealed record ReductionDrawn(long At, IReadOnlyList<byte[]> Answers, byte[] Value) : DrawEvent(At);

/// <summary>The custodian committed to sealed rows.</summary>
/// <param name="At">When.</param>
/// <param name="Head">Canonical bytes of the head.</param>
/// <param name="Root">32 bytes.</param>
/// <param name="Signature">The custodian's, 64 bytes.</param>
public sealed record PoolCommitted(long At, byte[] Head, byte[] Root, byte[] Signature) : DrawEvent(At);

/// <summary>The supervisor ordered another draw over the same rows.</summary>
/// <param name="At">When.</param>
/// <param name="K">The number of the draw that follows, from 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Signature">The supervisor's, 64 bytes.</param>
public sealed record AnotherDrawOrdered(long At, int K, string Reason, byte[] Signature) : DrawEvent(At);

/// <summary>The committee is drawn; who it is nobody knows.</summary>
/// <param name="At">When.</param>
/// <param name="K">The number of the draw.</param>
/// <param name="Seats">Seats that were taken.</param>
/// <param name="ResultHash">Salted hash of value and seating, 32 bytes.</param>
public sealed record CommitteeDrawn(long At, int K, int Seats, byte[] ResultHash) : DrawEvent(At);

/// <summary>How many of the experts who sit have confirmed, and how many dropped out so far.</summary>
/// <param name="At">When.</param>
/// <param name="Confirmed">Of those who sit now.</param>
/// <param name="Declined">Who will not come, since this draw.</param>
/// <param name="Silent">Who gave no answer.</param>
/// <param name="Conflicts">Who were found in conflict later, or avoid at the gate.</param>
public sealed record NoticesCounted(long At, int Confirmed, int Declined, int Silent, int Conflicts) : DrawEvent(At);

/// <summary>How many of the committee have arrived.</summary>
/// <param name="At">When.</param>
/// <param name="Arrived">Of those who sit now.</param>
/// <param name="Seats">Seats that were drawn.</param>
public sealed record ArrivalsCounted(long At, int Arrived, int Seats) : DrawEvent(At);

/// <summary>
/// The opening showed who offers: the custodian is asked whose staff sit. Every bidder's code was read out there.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Units">Valid credit codes, rising.</param>
public sealed record BiddersNamed(long At, IReadOnlyList<string> Units) : DrawEvent(At);

/// <summary>Why a draw ended without a committee.</summary>
public enum DrawFailure
{
    /// <summary>A ceremony of the locks failed.</summary>
    NoLock,

    /// <summary>The pool has too few who may be drawn.</summary>
    PoolShort,

    /// <summary>The room's hour came before the custodian committed or trustees answered.</summary>
    NotDrawn,

    /// <summary>A seat cannot be filled from the rows that were committed to.</summary>
    SeatOpen,

    /// <summary>Not everybody arrived within four hours of the room's opening.</summary>
    NotArrived,

    /// <summary>Every lot that the committee was to evaluate failed: there is nothing to evaluate.</summary>
    NothingOpened,
}

/// <summary>The draw ended without a committee.</summary>
/// <param name="At">When.</param>
/// <param name="Cause">Why.</param>
/// <param name="Group">The group that could not be filled; −1 where it is none.</param>
/// <param name="Needed">Experts that it needs.</param>
/// <param name="Left">Experts that are left for it.</param>
/// <param name="Binding">What keeps most of them out.</param>
/// <param name="Signature">The custodian's under a shortage of the pool, else empty.</param>
public sealed record DrawFailed(
    long At,
    DrawFailure Cause,
    int Group,
    int Needed,
    int Left,
    Constraint Binding,
    byte[] Signature
) : DrawEvent(At);

/// <summary>Everybody has arrived, or the draw is over: what was closed is public from now on.</summary>
/// <param name="At">When.</param>
public sealed record DrawDisclosed(long At) : DrawEvent(At);

/// <summary>The value of the beacon and the first seating. Closed until the last arrival.</summary>
/// <param name="At">When.</param>
/// <param name="K">The number of the draw.</param>
/// <param name="Answers">t answers of trustees.</param>
/// <param name="Value">32 bytes.</param>
/// <param name="Salt">Salt of the published hash, 32 bytes.</param>
/// <param name="Steps">Who took a seat, in order.</param>
public sealed record BeaconCombined(
    long At,
    int K,
    IReadOnlyList<byte[]> Answers,
    byte[] Value,
    byte[] Salt,
    IReadOnlyList<SeatingStep> Steps
) : DrawEvent(At);

/// <summary>
/// The gateway or the gate told of one position; when it drops out, who takes the seat. Closed until the last arrival.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Position">The position.</param>
/// <param name="Outcome">The fact.</param>
/// <param name="Signature">Of the gateway or the gate, 64 bytes.</param>
/// <param name="Steps">Who took the seat: none, or one.</param>
public sealed record PositionTold(
    long At,
    int Position,
    PositionOutcome Outcome,
    byte[] Signature,
    IReadOnlyList<SeatingStep> Steps
) : DrawEvent(At);

/// <summary>The custodian told whose units became known as bidders. Closed until the last arrival.</summary>
/// <param name="At">When.</param>
/// <param name="Statement">Canonical bytes of the statement.</param>
/// <param name="Signature">The custodian's, 64 bytes.</param>
/// <param name="Steps">Who took the seats of those who were hit.</param>
/// <param name="Here">Whose expert had arrived of those who lost a seat, rising; null for nobody.</param>
public sealed record ConflictsFound(
    long At,
    byte[] Statement,
    byte[] Signature,
    IReadOnlyList<SeatingStep> Steps,
    IReadOnlyList<int>? Here = null
) : DrawEvent(At);

/// <summary>
/// The gate opened the name record of somebody who arrived. Lies in the stream of names, which is for the entitled
/// alone.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Position">The position.</param>
/// <param name="Number">The pool's number.</param>
/// <param name="Name">The name.</param>
/// <param name="Id">The identity number.</param>
/// <param name="Salt">Of the row, 32 bytes.</param>
/// <param name="Rest">Hash of the rest of the row, 32 bytes.</param>
public sealed record SeatUnsealed(
    long At,
    int Position,
    string Number,
    string Name,
    string Id,
    byte[] Salt,
    byte[] Rest
) : DrawEvent(At)
{
    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => $"SeatUnsealed {Position}";
}
