namespace Trading.Crypto.Tests;

/// <summary>
/// Every byte is 0x42. Of what vectors hold only the 32 random bytes in the nonce of a proof show: blinding changes no
/// output.
/// </summary>
internal sealed class StuckEntropy : Entropy
{
    public override void Fill(Span<byte> destination) => destination.Fill(0x42);
}
