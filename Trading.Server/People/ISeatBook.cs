namespace Trading.Server.People;

/// <summary>Somebody who sits now.</summary>
/// <param name="Name">ROOM.N.</param>
/// <param name="Key">The seat's key, 65 bytes.</param>
public sealed record SeatHolder(string Name, byte[] Key);

/// <summary>Who sits in evaluation rooms, and who holds keys of their bids, as whoever keeps rooms says it.</summary>
public interface ISeatBook
{
    /// <summary>Who sits in the room with a key that passes; null for nobody.</summary>
    ValueTask<SeatHolder?> FindAsync(string room, Func<byte[], bool> isKey);

    /// <summary>Whether somebody sat there with a key that passes, and sits no longer.</summary>
    ValueTask<bool> HasGoneAsync(string room, Func<byte[], bool> isKey);

    /// <summary>The bid of the room one of whose keys passes, as ROOM.BID; null for none.</summary>
    ValueTask<SeatHolder?> FindBidAsync(string room, string bid, Func<byte[], bool> isKey);

    /// <summary>Whether that seat (ROOM.N) is still the holder's of this key.</summary>
    ValueTask<bool> SitsAsync(string name, byte[] key);
}
