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
/// <param name="Position">The position that was typed; of somebody whom a hash names the seat, once arrived.</param>
/// <param name="Name">Who it is, once arrived.</param>
/// <param name="IsAsked">Whether somebody of that name attended the opening: the desk is asked.</param>
public sealed record PresentationView(
    string Id,
    PresentationState State,
    DoorReason? Reason,
    int Position,
    string? Name,
    bool IsAsked
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

    public void Show(PresentationState state, DoorReason? reason = null, string? name = null, bool isAsked = false) =>
        View = new PresentationView(
            Name,
            state,
            reason,
            state == PresentationState.Arrived ? key.Position : Shown,
            name,
            isAsked
        );

    /// <summary>The position as it was typed; −1 where none was.</summary>
    public int Shown => PersonSeat.IsPerson(key.Position) ? -1 : key.Position;

    /// <summary>Whether the record opened: card and digits belong together.</summary>
    public bool IsOpened { get; set; }

    /// <summary>
    /// The position as the register has it; −1 before the record opened: digits that are not those of the card are
    /// somebody else's, who has not come.
    /// </summary>
    public int Proven => IsOpened ? key.Position : -1;

    /// <summary>The name that the desk typed; empty where a record holds it.</summary>
    public string Typed { get; init; } = "";

    /// <summary>Whether somebody is meant whom a hash names.</summary>
    public bool IsPerson { get; init; }

    /// <summary>The desk may ask for long how it ended; the record holds the identity number, too.</summary>
    public void Forget() => (secrets, opened) = (null, null);
}
