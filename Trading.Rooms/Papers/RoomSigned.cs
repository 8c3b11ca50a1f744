namespace Trading.Rooms.Papers;

/// <summary>A statement and the signature under it.</summary>
/// <param name="Statement">Canonical bytes of an act or a paper.</param>
/// <param name="Signature">64 bytes.</param>
public sealed record RoomSigned(byte[] Statement, byte[] Signature)
{
    /// <summary>What stands in public for a paper that is closed: its nonce hides it, 32 bytes.</summary>
    public byte[] Commitment(Suite suite) => Tags.Hash(suite, Tags.RoomPaper, Statement, Signature);

    /// <summary>Whether the key signed it under the tag.</summary>
    public bool Holds(Suite suite, byte[] key, string tag) => SigningKey.Verify(suite, key, tag, Statement, Signature);
}
