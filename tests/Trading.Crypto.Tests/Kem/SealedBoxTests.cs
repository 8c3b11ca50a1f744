namespace Trading.Crypto.Tests.Kem;

/// <summary>docs/spec/draw.md, "Sealed boxes".</summary>
public class SealedBoxTests
{
    private const string Tag = Tags.DrawShare;
    private static readonly Suite P256 = Suite.P256;
    private static readonly Scalar Secret = P256.Group.RandomScalar(Entropy.System);
    private static readonly byte[] Info = [1, 2, 3];
    private static readonly byte[] Plain = [9, 8, 7, 6];

    private static Point Recipient => P256.Group.MultiplySecret(Secret, [P256.Group.Generator], Entropy.System)[0];

    private static byte[] NewBox() => SealedBox.Seal(P256, Recipient, Tag, Info, Plain, Entropy.System);

    private static byte[]? Open(byte[] box, Scalar? secret = null, string tag = Tag, byte[]? info = null) =>
        SealedBox.Open(P256, secret ?? Secret, tag, info ?? Info, box, Entropy.System);

    [Fact]
    public void A_box_opens_for_its_key_and_purpose_alone()
    {
        var box = NewBox();
        Assert.Equal(Plain.Length + SealedBox.OverheadBytes, box.Length);
        Assert.Equal(Plain, Open(box));
        Assert.Null(Open(box, secret: P256.Group.RandomScalar(Entropy.System)));
        Assert.Null(Open(box, tag: Tags.DrawSealedSalt));
        Assert.Null(Open(box, info: [1, 2, 4]));
    }

    [Fact]
    public void Every_changed_byte_and_every_shorter_box_is_none()
    {
        var box = NewBox();
        for (var i = 0; i < box.Length; i++)
        {
            var changed = box.ToArray();
            changed[i] ^= 1;
            Assert.Null(Open(changed));
            Assert.Null(Open(box[..i]));
        }
    }

    [Fact]
    public void Two_boxes_with_the_same_content_have_nothing_in_common()
    {
        var (one, other) = (NewBox(), NewBox());
        Assert.NotEqual(one[..Suite.PointBytes], other[..Suite.PointBytes]);
        Assert.NotEqual(one[Suite.PointBytes..], other[Suite.PointBytes..]);
    }

    [Fact]
    public void Nothing_may_lie_in_a_box() =>
        Assert.Empty(Open(SealedBox.Seal(P256, Recipient, Tag, Info, [], Entropy.System))!);
}
