namespace Trading.Streams.Archives;

/// <summary>Who an archive is for.</summary>
public enum ArchiveKind : byte
{
    /// <summary>Anybody: trustees' partial openings are withheld.</summary>
    Public = 1,

    /// <summary>Host and supervisor: everything.</summary>
    Full = 2,

    /// <summary>A bidder, of an evaluation room alone: what concerns its own bid.</summary>
    Bidder = 3,
}
