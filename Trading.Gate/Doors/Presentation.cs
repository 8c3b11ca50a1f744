namespace Trading.Gate.Doors;

/// <summary>How far somebody at the door has come.</summary>
public enum PresentationState
{
    /// <summary>The device is asked who it is.</summary>
    Checking,

    /// <summary>Trustees are asked for the name.</summary>
    Waiting,

    /// <summary>In.</summary>
    Arrived,

    /// <summary>Not admitted.</summary>
    Refused,
}

/// <summary>What the desk is shown of it.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="State">How far.</param>
/// <param name="Reason">Why not, where it is refused.</param>
/// <param name="Position">The position that was typed.</param>
/// <param name="Name">Who it is, once arrived.</param>
public sealed record PresentationView(
    string Id,
    PresentationState State,
    DoorReason? Reason,
    int Position,
    string? Name
);

/// <summary>
/// Somebody who stands at the door. Identity number and code live here alone, in memory, and not longer than it takes.
/// </summary>
internal sealed class Presentation(Door door, SeatKey key, string id, string code, bool looked, string by)
{
    private TaskCompletionSource<NameRecord?>? opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (string Id, string Code)? secrets = (id, code);

    public string Name { get; } = Guid.NewGuid().ToString("N");

    public Door Door => door;

    public SeatKey Key => key;

    public bool Looked => looked;

    public string By => by;

    public PresentationView View { get; private set; } = null!;

    /// <summary>What identity number and code are, until <see cref="Forget"/>.</summary>
    public (string Id, string Code)? Secrets => secrets;

    /// <summary>The outcome of an opening: the record, or null where it does not open.</summary>
    public Task<NameRecord?> Opened => opened?.Task ?? Task.FromResult<NameRecord?>(null);

    public void Open(NameRecord? record) => opened?.TrySetResult(record);

    public void Show(PresentationState state, DoorReason? reason = null, string? name = null) =>
        View = new PresentationView(Name, state, reason, key.Position, name);

    /// <summary>The desk may ask for long how it ended; the record holds the identity number, too.</summary>
    public void Forget() => (secrets, opened) = (null, null);
}
