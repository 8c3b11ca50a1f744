using System.Globalization;
using System.Text;

namespace Trading.Gateway.Links;

/// <summary>
/// The link of one notice and everything that follows from its secret: under which id its page lies, what the page is
/// sealed with, and the two keys that answer. A server gets the id, and an answer's key only when it is given; of both
/// keys the store holds hashes. Source: docs/spec/notice.md, "Page".
/// </summary>
public sealed class PageLink
{
    public const int SecretBytes = 16;
    public const int IdBytes = 16;
    private static readonly Suite Suite = Suite.P256;
    private readonly byte[] secret;
    private readonly byte[] root;

    /// <param name="secret">16 bytes.</param>
    public PageLink(byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Length != SecretBytes)
            throw new ArgumentException($"A secret of {secret.Length} bytes.", nameof(secret));
        this.secret = secret;
        root = Suite.HkdfExtract([], secret);
    }

    /// <summary>16 bytes: what a page is asked for by.</summary>
    public byte[] Id => Of("id", IdBytes);

    /// <summary>32 bytes: whoever has them answers that the expert will come.</summary>
    public byte[] ConfirmKey => Of("confirm", Suite.HashBytes);

    /// <summary>32 bytes: whoever has them answers that the expert cannot come.</summary>
    public byte[] DeclineKey => Of("decline", Suite.HashBytes);

    /// <summary>
    /// The link of one notice: the same whenever it is made, and nowhere kept. It takes the point that opens the
    /// contact record and the gateway's own key: neither the custodian, who made the record, nor whoever holds the
    /// gateway's files alone can make it.
    /// </summary>
    /// <param name="own">The gateway's static key.</param>
    /// <param name="shared">The point that opens the contact record.</param>
    /// <param name="notice">Canonical bytes that name the notice.</param>
    public static PageLink ForNotice(Scalar own, Point shared, byte[] notice)
    {
        var (salt, point) = (own.Encode(), shared.Encode());
        var key = Suite.HkdfExtract(salt, point);
        Array.Clear(salt);
        Array.Clear(point);
        var secret = Suite.HkdfExpand(key, Tags.Join(Tags.DrawLink, "secret"u8.ToArray(), notice), SecretBytes);
        Array.Clear(key);
        return new PageLink(secret);
    }

    /// <summary>The address that is sent: the secret stands behind '#', which browsers send to nobody.</summary>
    /// <param name="page">Origin of the page; ends with '/'.</param>
    public string Under(Uri page) =>
        string.Create(CultureInfo.InvariantCulture, $"{page}n#{Convert.ToHexStringLower(secret)}");

    /// <summary>The sealed page: nonce (12) ‖ ciphertext ‖ tag (16).</summary>
    public byte[] Seal(ShownNotice shown, Entropy entropy)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(entropy);
        var plain = shown.ToBytes();
        var page = new byte[Suite.NonceBytes + plain.Length + Suite.TagBytes];
        entropy.Fill(page.AsSpan(0, Suite.NonceBytes));
        var key = Of("open", Suite.KeyBytes);
        using (var cipher = Suite.CreateAead(key))
            cipher.Seal(page.AsSpan(0, Suite.NonceBytes), plain, page.AsSpan(Suite.NonceBytes), []);
        Array.Clear(key);
        Array.Clear(plain);
        return page;
    }

    /// <summary>What is kept of an answer's key, 32 bytes.</summary>
    public static byte[] HashOf(byte[] answerKey) => Suite.Hash(answerKey);

    /// <summary>Prints nothing of it.</summary>
    public override string ToString() => "PageLink";

    private byte[] Of(string what, int length) =>
        Suite.HkdfExpand(root, Tags.Join(Tags.DrawLink, Encoding.ASCII.GetBytes(what)), length);
}
