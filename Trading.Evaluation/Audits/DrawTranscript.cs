using Trading.Evaluation.Commitments;
using Trading.Evaluation.Seatings;

namespace Trading.Evaluation.Audits;

/// <summary>
/// Everything that a draw leaves behind, as bytes where bytes were published: what an outsider needs to draw it again.
/// Source: docs/spec/draw.md, "Transcript".
/// </summary>
public sealed record DrawTranscript
{
    /// <summary>Canonical bytes of the request.</summary>
    public required byte[] Request { get; init; }

    /// <summary>Canonical bytes of the policies of the locks for draw, names and contact.</summary>
    public required IReadOnlyList<byte[]> Policies { get; init; }

    /// <summary>The certificates of these three locks.</summary>
    public required IReadOnlyList<byte[]> Certificates { get; init; }

    /// <summary>The reduction, or null where the whole pool was committed to.</summary>
    public ReductionTranscript? Reduction { get; init; }

    /// <summary>The head of the commitment.</summary>
    public required byte[] Head { get; init; }

    /// <summary>Every position of the commitment.</summary>
    public required IReadOnlyList<byte[]> Positions { get; init; }

    /// <summary>The root that was published before anybody answered, 32 bytes.</summary>
    public required byte[] Root { get; init; }

    /// <summary>The supervisor's orders to draw again; k is their number.</summary>
    public required IReadOnlyList<DrawAgain> Again { get; init; }

    /// <summary>The trustees' answers, each a batch of one point.</summary>
    public required IReadOnlyList<byte[]> Answers { get; init; }

    /// <summary>The value, 32 bytes.</summary>
    public required byte[] Value { get; init; }

    /// <summary>Who took a seat, in order.</summary>
    public required IReadOnlyList<SeatingStep> Steps { get; init; }

    /// <summary>Positions that dropped out, in order.</summary>
    public required IReadOnlyList<int> Dropped { get; init; }

    /// <summary>The salt of the published result, 32 bytes.</summary>
    public required byte[] ResultSalt { get; init; }

    /// <summary>The hash that was published of the result.</summary>
    public required byte[] ResultHash { get; init; }

    /// <summary>Name records that were opened at an arrival, with their positions.</summary>
    public required IReadOnlyList<ShownName> Shown { get; init; }
}

/// <summary>A reduction as it was published.</summary>
/// <param name="Head">The head.</param>
/// <param name="Rows">Every row: hash and groups.</param>
/// <param name="Root">The root that was published before anybody answered.</param>
/// <param name="Answers">The trustees' answers.</param>
public sealed record ReductionTranscript(
    byte[] Head,
    IReadOnlyList<ReductionRow> Rows,
    byte[] Root,
    IReadOnlyList<byte[]> Answers
);

/// <summary>A name that was opened at an arrival.</summary>
/// <param name="Position">Its position.</param>
/// <param name="Record">What the record held.</param>
public sealed record ShownName(int Position, NameRecord Record);
