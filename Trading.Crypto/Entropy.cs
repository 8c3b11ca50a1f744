using System.Security.Cryptography;

namespace Trading.Crypto;

/// <summary>
/// Where random bytes come from. The core draws none by itself: whoever calls passes an entropy, so that a test or a
/// vector can pass a fixed one. Every other file of the core is forbidden to touch the system's generator.
/// </summary>
public abstract class Entropy
{
    /// <summary>Fills the whole span with bytes that nobody can predict.</summary>
    public abstract void Fill(Span<byte> destination);

    /// <summary>
    /// The operating system's generator: the only entropy that a real ceremony, seal or release may use. Thread-safe.
    /// </summary>
    public static Entropy System { get; } = new OperatingSystemEntropy();

    private sealed class OperatingSystemEntropy : Entropy
    {
#pragma warning disable RS0030 // The one place that may: everything else takes an Entropy.
        public override void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
#pragma warning restore RS0030
    }
}
