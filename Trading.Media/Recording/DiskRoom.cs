namespace Trading.Media.Recording;

/// <summary>What the disk allows.</summary>
public enum DiskVerdict
{
    /// <summary>All rooms can be recorded to their end, and more can begin.</summary>
    Fine,

    /// <summary>The running rooms can, and few more: whoever keeps the disk is told.</summary>
    Warn,

    /// <summary>No further room begins, for it would take what running ones need. Those go on.</summary>
    RefuseNewRooms,
}

/// <summary>
/// Whether rooms can be recorded, from what is free. A running room is never cut by this: if the disk is full all the
/// same, its writer fails, and the gap says so (<see cref="GapCause.Disk"/>). Source: docs/spec/recording.md, "Disk".
/// </summary>
public static class DiskRoom
{
    /// <summary>Hours that a room is taken to last still.</summary>
    public const int RoomHours = 8;

    /// <summary>Bytes that are left for everything else: log, blobs, what the system needs.</summary>
    public const long Reserve = 4L << 30;

    /// <summary>Least rate of a room, in bytes a second: five people at 500 kbit/s who all began muted.</summary>
    public const long LeastRate = 312_500;

    /// <summary>The verdict.</summary>
    /// <param name="free">Free bytes of the disk.</param>
    /// <param name="rate">Bytes a second of one room, as measured over the running ones; less than
    /// <see cref="LeastRate"/> counts as that.</param>
    /// <param name="rooms">Rooms that are recorded now.</param>
    public static DiskVerdict Judge(long free, long rate, int rooms)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rooms);
        var each = (Int128)long.Max(rate, LeastRate) * RoomHours * 3600;
        var left = (Int128)free - Reserve - each * rooms;
        return left < each ? DiskVerdict.RefuseNewRooms
            : left < each * (rooms + 2) ? DiskVerdict.Warn
            : DiskVerdict.Fine;
    }
}
