namespace Trading.Media.Rooms;

/// <summary>What a grant allows. They are given together as a role needs them.</summary>
[Flags]
public enum MediaRights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To send microphone, camera and screen into the room.</summary>
    Publish = 1,

    /// <summary>To receive what is in the room.</summary>
    Watch = 2,

    /// <summary>To receive many rooms at once, low layers first. Never together with <see cref="Publish"/>.</summary>
    Wall = 4,
}

/// <summary>
/// A right to take part in one room, for one key and once. Who gets it is decided by whoever knows the procedure; here
/// it is numbers and names.
/// </summary>
public sealed record MediaGrant
{
    /// <summary>Its number: 128 random bits of the caller, so that nobody guesses one.</summary>
    public required UInt128 Id { get; init; }

    /// <summary>The room.</summary>
    public required string Room { get; init; }

    /// <summary>Seat in the room, 1 to 99; 0 for whoever has none.</summary>
    public required int Seat { get; init; }

    /// <summary>In what role: a word of the caller, shown to others in the room.</summary>
    public required string Role { get; init; }

    /// <summary>Whose: the id of the key that signed in. Nobody else can use it.</summary>
    public required string Holder { get; init; }

    /// <summary>What it allows.</summary>
    public required MediaRights Rights { get; init; }

    /// <summary>Until when, in UTC microseconds: to be used, and to stay.</summary>
    public required long Until { get; init; }
}

/// <summary>What became of a grant that was shown or asked for.</summary>
public enum GrantVerdict
{
    /// <summary>It holds.</summary>
    Done,

    /// <summary>No such grant, or one that was revoked or is over. Which of them is told to nobody.</summary>
    Unknown,

    /// <summary>It was used.</summary>
    Used,

    /// <summary>Another key holds it.</summary>
    NotYours,

    /// <summary>A room, seat, role, right or time that cannot be.</summary>
    Malformed,

    /// <summary>A limit of <see cref="GrantLimits"/>.</summary>
    LimitReached,
}

/// <summary>How many there may be.</summary>
public sealed record GrantLimits
{
    /// <summary>Rooms that are open at once.</summary>
    public int Rooms { get; init; } = 64;

    /// <summary>Grants of one room, used or not.</summary>
    public int OfRoom { get; init; } = 256;

    /// <summary>Grants of one key in one room: windows of one person.</summary>
    public int OfHolder { get; init; } = 8;

    /// <summary>Letters of a room, a role, a holder.</summary>
    public int Letters { get; init; } = 128;
}
