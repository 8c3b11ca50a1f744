using static Trading.Crypto.Tests.Envelope.Sample;

namespace Trading.Crypto.Tests.Envelope;

/// <summary>What is read at fixed places is what the whole reader reads.</summary>
public sealed class StatementTests
{
    [Fact]
    public void An_envelope_names_at_its_places_what_its_reader_reads()
    {
        foreach (var b in new[] { null, B })
        {
            var signed = Seal(b, Bytes("one", 1), Bytes("two", 70_000)).Signed;
            Assert.True(Statement.TryPeek(signed.Bytes, out var said));
            Assert.False(said.IsWithdrawal);
            Assert.Equal(signed.Header.SubmissionId, said.SubmissionId);
            Assert.Equal(signed.Header.Revision, said.Revision);
            Assert.Equal(signed.SubmissionKey, said.SubmissionKey);
            Assert.Same(P256, Statement.SuiteOf(signed.Bytes));
            Assert.True(SignedHeader.TryReadHeader(signed.Bytes, out var header));
            Assert.Equal(signed.Header.ToBytes(), header.ToBytes());
        }
    }

    [Fact]
    public void A_withdrawal_names_at_its_places_what_its_reader_reads()
    {
        var withdrawal = Withdrawal.Sign(Key, LockId, ContextHash, SubmissionId, 0x01020304);
        Assert.True(Statement.TryPeek(withdrawal.Bytes, out var said));
        Assert.True(said.IsWithdrawal && Statement.IsOfWithdrawal(withdrawal.Bytes));
        Assert.Equal(SubmissionId, said.SubmissionId);
        Assert.Equal(0x01020304u, said.Revision);
        Assert.Equal(Key.PublicPoint, said.SubmissionKey);
        Assert.Same(P256, Statement.SuiteOf(withdrawal.Bytes));
    }

    [Fact]
    public void What_is_too_short_or_has_neither_magic_is_no_statement()
    {
        var withdrawal = Withdrawal.Sign(Key, LockId, ContextHash, SubmissionId, 2).Bytes;
        var envelope = Seal().Signed.Bytes;
        foreach (var bytes in new[] { withdrawal, envelope })
        {
            Assert.False(Statement.TryPeek(bytes.AsSpan(..^1), out _));
            Assert.False(Statement.TryPeek([(byte)'X', .. bytes.AsSpan(1)], out _));
            Assert.Null(Statement.SuiteOf(bytes.AsSpan(..5)));
        }
        Assert.False(Statement.TryPeek([], out _));
        Assert.False(SignedHeader.TryReadHeader(envelope.AsSpan(..100), out _));
    }
}
