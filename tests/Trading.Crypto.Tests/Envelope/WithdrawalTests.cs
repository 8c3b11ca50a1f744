using static Trading.Crypto.Tests.Envelope.Sample;

namespace Trading.Crypto.Tests.Envelope;

public sealed class WithdrawalTests
{
    [Fact]
    public void A_withdrawal_reads_back_with_its_submission()
    {
        var withdrawal = Withdrawal.Sign(Key, LockId, ContextHash, SubmissionId, 3);
        Assert.Equal(Withdrawal.TotalBytes, withdrawal.Bytes.Length);
        Assert.True(Withdrawal.TryParse(withdrawal.Bytes, out var again, out _));
        Assert.Equal(3u, again.Revision);
        Assert.Equal(withdrawal.EntryHash, again.EntryHash);
        Assert.Equal(Seal().Signed.Header.Pseudonym, again.Pseudonym);
        Assert.Equal(SubmissionId, again.SubmissionId);
        Assert.Equal(HeaderFault.None, again.CheckBinding(P256, LockId, ContextHash));
        Assert.Equal(HeaderFault.WrongLock, again.CheckBinding(P256, ContextHash, ContextHash));
        Assert.Equal(HeaderFault.WrongContext, again.CheckBinding(P256, LockId, LockId));
    }

    [Fact]
    public void Every_flipped_truncated_or_extended_withdrawal_is_refused()
    {
        var bytes = Withdrawal.Sign(Key, LockId, ContextHash, SubmissionId, 2).Bytes;
        for (var at = 0; at < bytes.Length; at++)
        {
            var wrong = (byte[])bytes.Clone();
            wrong[at] ^= 1;
            Assert.False(Withdrawal.TryParse(wrong, out _, out var fault));
            Assert.NotEqual(HeaderFault.None, fault);
            Assert.False(Withdrawal.TryParse(bytes.AsSpan(0, at), out _, out _));
        }
        Assert.False(Withdrawal.TryParse([.. bytes, 0], out _, out _));
    }

    [Fact]
    public void A_stranger_cannot_withdraw_and_no_other_signature_withdraws()
    {
        var bytes = Withdrawal.Sign(Key, LockId, ContextHash, SubmissionId, 2).Bytes[..^Suite.SignatureBytes];
        byte[] stranger = [.. bytes[..^Suite.PointBytes], .. OtherKey.PublicPoint];
        Assert.False(
            Withdrawal.TryParse([.. stranger, .. OtherKey.Sign(Tags.Withdrawal, stranger)], out _, out var pseudonym)
        );
        Assert.False(Withdrawal.TryParse([.. bytes, .. Key.Sign(Tags.Envelope, bytes)], out _, out var signature));
        Assert.Equal((HeaderFault.PseudonymMismatch, HeaderFault.BadSignature), (pseudonym, signature));
    }

    [Fact]
    public void Wrong_lengths_and_revision_zero_cannot_be_signed()
    {
        Assert.Throws<ArgumentException>(() => Withdrawal.Sign(Key, LockId[1..], [0, .. ContextHash], SubmissionId, 2));
        Assert.Throws<ArgumentException>(() => Withdrawal.Sign(Key, LockId, ContextHash, SubmissionId, 0));
    }
}
