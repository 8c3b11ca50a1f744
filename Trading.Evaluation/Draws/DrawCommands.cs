using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Seatings;

namespace Trading.Evaluation.Draws;

/// <summary>A wish about a draw.</summary>
/// <param name="Now">The edge's clock, UTC microseconds.</param>
public abstract record DrawCommand(long Now);

/// <summary>The host publishes.</summary>
public sealed record RequestDraw(
    long Now,
    string Draw,
    byte[] Request,
    IReadOnlyList<byte[]> Policies,
    byte[] Salt,
    byte[] GateSalt,
    byte[] Signature
) : DrawCommand(Now);

/// <summary>Host and supervisor import what another system drew.</summary>
public sealed record ImportDraw(
    long Now,
    string Draw,
    byte[] Import,
    byte[] GateSalt,
    byte[] HostSignature,
    byte[] SupervisorSignature
) : DrawCommand(Now);

/// <summary>The signed paper of an external draw lies here, and the salt of its hashes was told.</summary>
public sealed record KeepPaper(long Now, byte[] PaperHash, int PaperBytes, byte[] Salt) : DrawCommand(Now);

/// <summary>The gate tells who came to a seat that a hash names.</summary>
public sealed record NamePerson(long Now, int Number, string Name, string Id, byte[] Signature) : DrawCommand(Now)
{
    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => $"NamePerson {Number}";
}

/// <summary>A lock was put together from its trustees' messages.</summary>
public sealed record CertifyDrawLock(long Now, string Lot, byte[] Certificate) : DrawCommand(Now);

/// <summary>A ceremony cannot succeed, or time ends the draw.</summary>
public sealed record EndDraw(long Now, DrawFailure Cause) : DrawCommand(Now);

/// <summary>The custodian commits, to a reduction or to sealed rows; the root is of its rows.</summary>
public sealed record CommitPool(long Now, byte[] Head, byte[] Root, byte[] Signature) : DrawCommand(Now);

/// <summary>The custodian tells that too few may be drawn.</summary>
public sealed record TellShortage(long Now, Shortage Shortage, byte[] Signature) : DrawCommand(Now);

/// <summary>Trustees answered for the beacon of the reduction, or of the draw.</summary>
/// <param name="Now">The edge's clock.</param>
/// <param name="Answers">Answers of different trustees, at least t of which hold.</param>
/// <param name="Candidates">The rows that were committed to; empty for a reduction.</param>
/// <param name="Salt">32 fresh random bytes for the published hash.</param>
public sealed record CombineBeacon(
    long Now,
    IReadOnlyList<PartialBatch> Answers,
    IReadOnlyList<Candidate> Candidates,
    byte[] Salt
) : DrawCommand(Now);

/// <summary>The supervisor orders another draw.</summary>
public sealed record OrderAnotherDraw(long Now, string Reason, byte[] Signature) : DrawCommand(Now);

/// <summary>Gateway or gate tell of a position.</summary>
public sealed record TellPosition(long Now, byte[] Statement, byte[] Signature, IReadOnlyList<Candidate> Candidates)
    : DrawCommand(Now);

/// <summary>The opening showed who offers: credit codes of the bidders.</summary>
public sealed record NameBidders(long Now, IReadOnlyList<string> Units) : DrawCommand(Now);

/// <summary>The custodian tells who is on a bidder's staff.</summary>
public sealed record TellConflicts(long Now, byte[] Statement, byte[] Signature, IReadOnlyList<Candidate> Candidates)
    : DrawCommand(Now);

/// <summary>The gate tells the name that it opened; the leaf is the position's.</summary>
public sealed record UnsealSeat(long Now, CommittedPosition Leaf, NameRecord Record) : DrawCommand(Now);

/// <summary>Everybody has arrived, or the draw failed: what was closed becomes public.</summary>
public sealed record DiscloseDraw(long Now) : DrawCommand(Now);
