namespace Trading.Relay.Recorder;

/// <summary>What an entry of the queue says.</summary>
internal enum TapWord : byte
{
    Begin,
    Packet,
    Report,
    Muted,
    Silent,
    Paused,
    End,

    /// <summary>From <see cref="TapEntry.Ntp"/> on entries were lost: the recorder was too slow.</summary>
    Lost,
}

/// <summary>One entry: what was said, and where its bytes lie.</summary>
internal readonly record struct TapEntry(
    TapWord Word,
    long At,
    TappedStream Stream,
    bool IsOn = false,
    ulong Ntp = 0,
    uint Rtp = 0,
    long Start = 0,
    int Bytes = 0
);
