namespace Trading.Gate.Doors;

/// <summary>A position of one draw over one root.</summary>
public sealed record SeatKey(string Draw, byte[] Root, uint K, int Position)
{
    /// <summary>What the gate signs of it.</summary>
    public PositionStatement Statement(PositionOutcome outcome) => new(Draw, Root, K, Position, outcome);

    public bool Equals(SeatKey? other) =>
        other is not null
        && (Draw, K, Position) == (other.Draw, other.K, other.Position)
        && Root.AsSpan().SequenceEqual(other.Root);

    public override int GetHashCode() => HashCode.Combine(Draw, K, Position);
}

/// <summary>What the platform asks of a gate: admit who sits in this draw.</summary>
/// <param name="Request">The draw's request, canonical bytes.</param>
/// <param name="Certificates">Of the locks for draw, names and contact.</param>
/// <param name="Root">The root of the committed rows.</param>
/// <param name="K">The number of the draw.</param>
public sealed record AdmitTask(byte[] Request, IReadOnlyList<byte[]> Certificates, byte[] Root, uint K);

/// <summary>What trustees answered for one name, each sealed to this gate.</summary>
public sealed record UnsealTask(int Position, byte[] Root, uint K, IReadOnlyList<TrusteeShare> Shares);

/// <summary>One trustee's answer in its box.</summary>
public sealed record TrusteeShare(int Trustee, byte[] Body);

/// <summary>A draw whose experts are admitted.</summary>
public sealed record Door(DrawRequest Request, LockCertificate Names, byte[] Root, uint K)
{
    private const int NamesAt = 1;

    public SeatKey Seat(int position) => new(Request.Draw, Root, K, position);

    /// <summary>The door that a task describes, or null.</summary>
    public static Door? Of(string draw, AdmitTask task) =>
        DrawRequestCodec.TryParse(task.Request, out var request)
        && request.Draw == draw
        && task.Root.Length == Suite.HashBytes
        && task.Certificates.Count > NamesAt
        && LockCertificate.TryParse(task.Certificates[NamesAt], out var names)
            ? new Door(request, names!, task.Root, task.K)
            : null;
}
