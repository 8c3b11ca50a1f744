using System.Text;
using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// Leaves of streams whose events are salted: whoever sees a leaf of a closed stream cannot find its event by trying.
/// </summary>
/// <param name="suite">The suite of all streams.</param>
/// <param name="saltSecret">32 bytes that this server alone knows; each stream's salt key derives from it.</param>
public sealed class SaltedLeaves(Suite suite, byte[] saltSecret)
{
    /// <summary>How an event of that stream is stored at its height.</summary>
    public Func<long, string, byte[], NewEvent> Of(string stream)
    {
        var key = suite.Hmac(saltSecret, Encoding.ASCII.GetBytes(stream));
        return (height, type, bytes) =>
        {
            var salt = StreamLeaf.Salt(suite, key, height);
            var leaf = TreeHash.Leaf(suite, StreamLeaf.Of(suite, salt, height, type, bytes));
            return new NewEvent(type, bytes, leaf, salt);
        };
    }
}
