using Trading.Media.Stun;

namespace Trading.Media.Tests.Stun;

internal sealed class Credentials(params IceCredential[] ours) : IIceCredentials
{
    private readonly Dictionary<ulong, IceCredential> byKey = ours.ToDictionary(c => c.Key);

    public IceCredential? Find(ulong key) => byKey.GetValueOrDefault(key);

    public static IceCredential Of(byte seed) =>
        IceCredential.From([.. Enumerable.Range(0, IceCredential.EntropyBytes).Select(i => (byte)(seed * 31 + i * 7))]);
}
