namespace Trading.Media.Recording;

/// <summary>What a writer knows of the second that it is in.</summary>
internal struct SecondState
{
    public uint Number;
    public bool HasBegun;
    public uint Parts;
    public int Frames;

    /// <summary>Bytes of records.</summary>
    public int Bytes;

    /// <summary>Millisecond in the second up to which parts were written.</summary>
    public int Until;

    /// <summary>Millisecond in the second at which its last gap ends.</summary>
    public int GapUntil;

    /// <summary>Millisecond in the second from which on too much came; 1000 where it did not.</summary>
    public int OverflowFrom;

    public static SecondState Of(uint number) => new() { Number = number, OverflowFrom = TapeFormat.SecondMillis };

    /// <summary>Whether a record of that many bytes has room, with frames left for gaps and the end.</summary>
    public readonly bool Takes(int length) =>
        OverflowFrom == TapeFormat.SecondMillis
        && Bytes + length <= TapeFormat.MostSecondBytes
        && Frames < TapeFormat.MostFrames - 16;
}
