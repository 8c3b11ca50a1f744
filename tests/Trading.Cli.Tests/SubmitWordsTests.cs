using System.Collections.Immutable;

namespace Trading.Cli.Tests;

/// <summary>
/// What submit and withdraw say before they act, and what they say of a revision that no longer counts.
/// </summary>
public sealed class SubmitWordsTests : IAsyncLifetime
{
    private Hall hall = null!;
    private BadLine line = null!;

    public async Task InitializeAsync()
    {
        hall = await Hall.Open();
        line = BadLine.Open(hall, hall.MakeLock());
        await hall.Shell.Must(
            "seal",
            "--trust",
            "./trust.txt",
            "--lock",
            "./lot.lock",
            "--key",
            "./bidder.key",
            "--bidder-name",
            "bidder",
            "--price",
            "1,000,000",
            "--out",
            "./my.bid"
        );
    }

    public Task DisposeAsync()
    {
        line.Dispose();
        hall.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Submit_names_tender_and_lot_and_what_it_is_about_to_send_to_whom_before_it_sends()
    {
        var said = "";
        line.OnCommit = () => said = string.Join('\n', line.Calls);
        var ran = await Submit();
        var kit = SubmissionKit.Read(hall.Shell.At("my.kit"));
        Assert.Contains($"my.bid (", ran.Output, StringComparison.Ordinal);
        Assert.Contains($"submission {kit.Submission}, revision 1", ran.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"for {hall.Draft.TenderCode} {hall.Draft.Title}, lot 1 {hall.Draft.Lots[0].Title}, session {kit.Session}",
            ran.Output,
            StringComparison.Ordinal
        );
        Assert.Contains($"at {line.Url}", ran.Output, StringComparison.Ordinal);
        Assert.Contains("/api/feed/", said, StringComparison.Ordinal); // the terms were there before the COMMIT
        Assert.StartsWith("to send:", ran.Output, StringComparison.Ordinal);
        Assert.StartsWith("sent before:", (await Submit()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_names_tender_and_lot_too()
    {
        await Submit();
        var ran = await hall.Shell.Run(
            "withdraw",
            "--kit",
            "./my.kit",
            "--key",
            "./bidder.key",
            "--trust",
            "./trust.txt",
            "--server",
            line.Url.AbsoluteUri,
            "--wait",
            "0"
        );
        Assert.Contains(
            $"from {hall.Draft.TenderCode} {hall.Draft.Title}, lot 1 {hall.Draft.Lots[0].Title}",
            ran.Output,
            StringComparison.Ordinal
        );
    }

    // The lock id in the kit decides: no other lock has it.
    [Fact]
    public async Task Withdraw_needs_no_trust_file_and_refuses_the_lock_of_another_kit()
    {
        await Submit();
        string[] words = ["withdraw", "--kit", "./my.kit", "--server", line.Url.AbsoluteUri, "--wait", "0"];
        var path = hall.Shell.At("my.kit");
        var kit = SubmissionKit.Read(path);
        (kit with { LockId = new byte[kit.LockId.Length] }).Write(path);
        var other = await hall.Shell.Run(words);
        Assert.Equal(ExitCode.Failed, other.Code);
        Assert.Contains("not the one that the bid was sealed for", other.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(hall.Shell.At("my.kit.withdrawal")));

        kit.Write(path);
        var said = await hall.Shell.Run(words);
        Assert.Contains(", withdrawal ", said.Output, StringComparison.Ordinal);
        Assert.NotNull(SubmissionKit.Read(hall.Shell.At("my.kit.withdrawal")).Acknowledgement);
    }

    // The hash that submit prints is the envelope's; that of a withdrawal is nobody's bid.
    [Fact]
    public async Task A_hash_is_named_by_what_it_is_the_hash_of()
    {
        var bid = await Submit();
        var kit = SubmissionKit.Read(hall.Shell.At("my.kit"));
        Assert.Contains($", envelope {kit.EntryHash}", bid.Output, StringComparison.Ordinal);
        string[] rest = ["--trust", "./trust.txt", "--server", line.Url.AbsoluteUri, "--wait", "0"];
        var said = await hall.Shell.Run(["withdraw", "--kit", "./my.kit", .. rest]);
        var withdrawal = SubmissionKit.Read(hall.Shell.At("my.kit.withdrawal"));
        Assert.Contains($", withdrawal {withdrawal.EntryHash}", said.Output, StringComparison.Ordinal);
        var again = await hall.Shell.Run(["submit", "--kit", "./my.kit.withdrawal", .. rest]);
        Assert.Contains(
            $"withdrawal of submission {kit.Submission}, revision 2",
            again.Output,
            StringComparison.Ordinal
        );
        Assert.Contains($", withdrawal {withdrawal.EntryHash}", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_revision_sent_again_is_superseded_by_the_one_that_stands()
    {
        await Submit();
        line.SupersededBy = 2;
        var ran = await Submit();
        Assert.Contains("is superseded by revision 2", ran.Error, StringComparison.Ordinal);
        Assert.Contains("rule: bidding-law:29", ran.Error, StringComparison.Ordinal);
        Assert.Contains("next: keep the kit of revision 2", ran.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, ran.Code);
    }

    // The platform says "There is no such lock" of each of them.
    [Theory]
    [InlineData(null, "is not locked yet: 0 of 9 ceremony messages")]
    [InlineData(LotFailure.NoLock, "was never locked: its key ceremony failed")]
    public async Task A_lot_without_a_lock_is_told_by_what_is_known_of_it(LotFailure? failure, string told)
    {
        (line.IsUnlocked, line.Failure) = (true, failure);
        var ran = await Submit();
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains($"session {Session} {told}", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no such lock", ran.Error, StringComparison.Ordinal);
        string[] words = ["lock", "--session", Session, "--lot", "1", "--trust", "./trust.txt"];
        var asked = await hall.Shell.Run([.. words, "--server", line.Url.AbsoluteUri, "--wait", "1"]);
        Assert.Equal(failure is null ? ExitCode.Pending : ExitCode.Failed, asked.Code);
        line.IsUnlocked = false;
        Assert.Equal(ExitCode.Done, (await hall.Shell.Run([.. words, "--server", line.Url.AbsoluteUri])).Code);
    }

    [Fact]
    public void A_lot_that_failed_is_told_to_receive_nothing_any_more()
    {
        var published = hall.Publish();
        var before = new Lot.Ceremony(
            published.Terms.Lots[0],
            published.Policies[0],
            ImmutableSortedDictionary<(int, int), byte[]>.Empty
        );
        var failed = new Lot.Failed(
            before.Terms,
            before.Policy,
            before,
            LotFailure.FewSubmitted,
            "bidding-law:28",
            1,
            []
        );
        var told = MissingLock.Explain(published.Session, failed);
        Assert.Contains(
            "failed (流标): FewSubmitted. Nothing is received any more",
            told?.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("bidding-law:28", told?.Rule);
        Assert.Null(MissingLock.Explain(published.Session, null));
    }

    private string Session => SubmissionKit.Read(hall.Shell.At("my.kit")).Session;

    private Task<Ran> Submit() =>
        hall.Shell.Run(
            "submit",
            "./my.bid",
            "--kit",
            "./my.kit",
            "--key",
            "./bidder.key",
            "--trust",
            "./trust.txt",
            "--server",
            line.Url.AbsoluteUri,
            "--wait",
            "0"
        );
}
