using System.CommandLine;

namespace Trading.Cli;

/// <summary>
/// <c>trading seal</c>: the strong path of a bidder. Nothing is encrypted before the lock was checked against the trust
/// file.
/// </summary>
internal static class SealCommand
{
    private static readonly Option<string> Trust = CommonOptions.Trust("seal refuses to work without one");
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Session = new("--session")
    {
        Description = "The session, 32 hexadecimal digits",
        HelpName = "ID",
    };
    private static readonly Option<string> Lot = new("--lot") { Description = "The lot (标段 / 包)", HelpName = "ID" };
    private static readonly Option<string> LockFile = new("--lock")
    {
        Description = "Lock from a file (the JSON of …/lots/LOT/lock) instead of from the server",
        HelpName = "FILE",
    };
    private static readonly Option<string> Key = CommonOptions.Key("the bidder");
    private static readonly Option<string> Out = new("--out")
    {
        Description = "Where to write FILE.bid; the submission kit becomes FILE.kit",
        HelpName = "FILE.bid",
        Required = true,
    };
    private static readonly Option<string> Replace = new("--replace")
    {
        Description = "Kit of the bid that this one replaces: same submission, next revision",
        HelpName = "KIT",
    };
    private static readonly Option<string[]> Documents = new("--document")
    {
        Description = "A document to seal; may be repeated, up to 1 GiB in all",
        HelpName = "FILE",
    };
    private static readonly FormOptions Form = new();

    public static Command Build() =>
        new Verb(
            "seal",
            "Seals a bid: checks the lock against the trust file, encrypts, opens the result once, writes "
                + "FILE.bid and FILE.kit."
        )
        {
            Examples =
            [
                "trading seal --trust trust.txt --session 5f…c2 --lot 1 --key bidder.key --bidder-name 甲公司 "
                    + "--price 1,234,567.89 --words auto --document plan.pdf --out my.bid",
                "trading seal --trust trust.txt --session 5f…c2 --lot 1 --key bidder.key --form form.json "
                    + "--replace my.kit --out better.bid",
                """form.json: {"bidderName":"甲公司","priceKind":"Amount","price":"1,234,567.89","words":"auto","""
                    + "\"items\":[{\"name\":\"工期\",\"value\":\"180 天\"}]}",
            ],
            Exits =
            [
                (ExitCode.Done, "sealed, and opened once to be sure"),
                (ExitCode.Failed, "the lock does not hold against the trust file: nothing was encrypted"),
                (ExitCode.Usage, "wrong command line (no --trust), unreadable file, or server out of reach"),
            ],
        }
            .With(Trust, Server, Session, Lot, LockFile, Key)
            .With(Form.All)
            .With(Documents, Replace, Out)
            .Does(SealAsync);

    private static async Task SealAsync(Request request, CancellationToken cancel)
    {
        if (request.Get(Trust) is not { } trustFile)
            throw new CommandException(
                ExitCode.Usage,
                "seal needs --trust FILE: without it the platform could hand out a lock of its own.",
                "spec:lock",
                "take the trust file from the tender notice, not from the platform"
            );
        var trust = TrustSource.Read(trustFile);
        var target = await TargetAsync(request, trust, cancel);
        foreach (var line in PublicationText.Describe(target))
            request.Notes.WriteLine($"note: {line}");
        var replaces = request.Get(Replace) is { } kitFile ? SubmissionKit.Read(kitFile) : null;
        if (replaces is not null)
            CheckReplaces(replaces, target);
        using var bidder = PersonKey.Load(request.Need(Key));
        var path = InputFile.Target(request.Need(Out), "a sealed bid");
        var kitPath = Path.ChangeExtension(path, ".kit");
        if (File.Exists(kitPath))
            throw CommandException.Usage(
                $"{kitPath} exists: it may be the only way to withdraw a bid.",
                "name another --out"
            );
        var form = Form.Read(request);
        foreach (var advice in CertificateAdvice.Of(bidder, form, trust, target.Policy, TimeText.Now()))
            request.Notes.WriteLine($"note: {advice}");
        var kit = BidSealer.Seal(target, form, bidder, request.Get(Documents) ?? [], replaces, path);
        kit.Write(kitPath);
        request.Out.WriteLine(
            $"sealed for session {target.Policy.Session}, lot {target.Policy.Lot}, deadline "
                + $"{TimeText.Print(target.Policy.CloseAt)}"
        );
        request.Out.WriteLine(
            $"sealed {path} ({SizeText.Print(new FileInfo(path).Length)}), submission {kit.Submission}, revision "
                + $"{kit.Revision}"
        );
        request.Out.WriteLine(
            $"kept {kitPath}: whoever holds it can replace or withdraw the bid; without it nobody can"
        );
        if (form.WordsRemark() is { } remark)
            request.Notes.WriteLine($"note: {remark}");
        if (target.Policy.CloseAt < TimeText.Now())
            request.Notes.WriteLine(
                $"note: the deadline, {TimeText.Deadline(target.Policy.CloseAt)}, has passed by this machine's clock"
            );
        if (target.Policy.Custody == Custody.Single)
            request.Notes.WriteLine(
                "note: custody single: the trustees share one machine; who is root there could open early"
            );
        if (target.Policy.Drill)
            request.Notes.WriteLine("note: this lock is a drill");
    }

    private static async Task<VerifiedLock> TargetAsync(Request request, TrustFile trust, CancellationToken cancel)
    {
        if (request.Get(LockFile) is { } file)
            return CheckNamed(request, LockFileSource.Read(trust, file), file);
        using var api = new ApiClient(request.Need(Server));
        return await VerifiedLock.FetchAsync(api, trust, request.Need(Session), request.Need(Lot), cancel);
    }

    // Whoever names a session and gives the lock of another one means one of them: sealing for the other would lose the
    // bid.
    private static VerifiedLock CheckNamed(Request request, VerifiedLock target, string file)
    {
        var (session, lot) = (request.Get(Session) ?? target.Policy.Session, request.Get(Lot) ?? target.Policy.Lot);
        if (session == target.Policy.Session && lot == target.Policy.Lot)
            return target;
        throw CommandException.Refused(
            $"The command names session {session}, lot {lot}; {InputFile.Shown(file)} is the lock of session "
                + $"{target.Policy.Session}, lot {target.Policy.Lot}.",
            "spec:lock",
            $"name the right one, or fetch its lock: trading lock --session {session} --lot {lot} --trust FILE "
                + "--out FILE"
        );
    }

    private static void CheckReplaces(SubmissionKit kit, VerifiedLock target)
    {
        if (kit.LockId.AsSpan().SequenceEqual(target.Certificate.LockId))
            return;
        throw CommandException.Refused(
            $"The kit of --replace belongs to a bid for session {kit.Session}, lot {kit.Lot}; this seals for "
                + $"session {target.Policy.Session}, lot {target.Policy.Lot}, lock "
                + $"{Convert.ToHexStringLower(target.Certificate.LockId)[..8]}….",
            "spec:envelope",
            "name the kit of that lot, or seal without --replace"
        );
    }
}
