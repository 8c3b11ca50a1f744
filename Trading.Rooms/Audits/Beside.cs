namespace Trading.Rooms.Audits;

/// <summary>Whose keys are trusted, from outside the platform.</summary>
/// <param name="Platforms">Signing keys of platforms, 65 bytes each.</param>
/// <param name="Gates">Signing keys of gates, 65 bytes each.</param>
public sealed record RoomTrust(IReadOnlyList<byte[]> Platforms, IReadOnlyList<byte[]> Gates);

/// <summary>A bid as the archive of an opening shows it.</summary>
/// <param name="Id">The submission.</param>
/// <param name="Envelope">Hash of its envelope, 32 bytes.</param>
/// <param name="Key">The submission's key, 65 bytes.</param>
/// <param name="CanStand">Whether a start has to hold it: its form can be read, and its price is of the lot's
/// kind.</param>
/// <param name="Name">The bidder's name as the form has it.</param>
/// <param name="Code">Its credit code; empty for none.</param>
/// <param name="Figure">Fen or millionths.</param>
public sealed record BidBeside(
    string Id,
    byte[] Envelope,
    byte[] Key,
    bool CanStand,
    string Name,
    string Code,
    long Figure
);

/// <summary>What the archive of an opening says that a room began with; whoever audits both hands it over.</summary>
/// <param name="Problem">Why that archive does not hold in itself; empty where it does.</param>
/// <param name="Session">The session.</param>
/// <param name="Platform">The platform's key, 65 bytes; empty where the publication cannot be read.</param>
/// <param name="Record">Hash of the sealed record; empty where it is not sealed.</param>
/// <param name="Concluded">Events up to and with the conclusion; 0 where it is not concluded.</param>
/// <param name="RootAt">Root of the session's stream at a size, or null where it is shorter.</param>
/// <param name="BidsOf">The opened bids of a lot in the order of the frozen list; null for a lot that is not there.
/// </param>
public sealed record OpeningBeside(
    string Problem,
    string Session,
    byte[] Platform,
    byte[] Record,
    long Concluded,
    Func<long, byte[]?> RootAt,
    Func<string, IReadOnlyList<BidBeside>?> BidsOf
);

/// <summary>What the archive of a draw says that a room began with.</summary>
/// <param name="Problem">Why that archive does not hold in itself; empty where it does.</param>
/// <param name="Draw">The draw.</param>
/// <param name="Gate">The gate's key, 65 bytes.</param>
/// <param name="Supervisor">The supervisor's key, 65 bytes.</param>
/// <param name="Experts">Positions, or numbers, of the experts who sit.</param>
/// <param name="Buyers">Numbers of those whom the buyer sends.</param>
/// <param name="Named">Names by position or number, of a full archive.</param>
public sealed record DrawBeside(
    string Problem,
    string Draw,
    byte[] Gate,
    byte[] Supervisor,
    IReadOnlyList<int> Experts,
    IReadOnlyList<int> Buyers,
    IReadOnlyDictionary<int, string> Named
);
