using System.CommandLine;

namespace Trading.Cli;

/// <summary>Every command of <c>trading</c>, in the order in which an opening meets them.</summary>
public static class CommandTree
{
    /// <summary>The tree; options are shared by all runs in a process, so it is built once.</summary>
    public static RootCommand Root { get; } = Build();

    private static RootCommand Build()
    {
        var root = new RootCommand(
            "Opening of sealed bids: seal, submit, release, verify. Each command explains itself with --help."
        );
        foreach (var command in Commands())
            root.Add(command);
        return CommandLine.WithHelp(root);
    }

    private static IEnumerable<Command> Commands() =>
        [
            KeygenCommand.Build(),
            TrustCommand.Build(),
            PrepareCommand.Build(),
            LockCommand.Build(),
            SealCommand.Build(),
            SubmitCommand.Build(),
            WithdrawCommand.Build(),
            StatusCommand.Build(),
            WatchCommand.Build(),
            BidderActs.Attend(),
            BidderActs.Object(),
            HostActs.Answer(),
            BidderActs.Confirm(),
            HostActs.LateFreeze(),
            HostActs.Conclude(),
            SignRecordCommand.Build(),
            SignReportCommand.Build(),
            ArchiveCommand.Build(),
            VerifyCommand.Build(),
            RecordCommand.Build(),
            RecordingCommand.Build(),
            ScoreCommand.Build(
                new SecondCount(
                    file => Rooms.Counts.SecondCounted.Of(Recount.Recount.Score(file)),
                    terms => Rooms.Counts.SecondCounted.Of(Recount.Recount.CheckTerms(terms))
                )
            ),
            TrusteeCommand.Build(),
            PeopleCommand.Build(),
            PrepareDrawCommand.Build(),
            ImportDrawCommand.Build(),
            SignImportCommand.Build(),
            SendImportCommand.Build(),
            HandInPaperCommand.Build(),
            DrawDemoCommand.Build(),
            DemoHostCommand.Build(),
            DemoPapersCommand.Build(),
        ];
}
