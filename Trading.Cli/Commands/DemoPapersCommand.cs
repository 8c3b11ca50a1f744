using System.CommandLine;
using Trading.Documents;

namespace Trading.Cli;

/// <summary><c>trading demo-papers</c>: writes the PDF that a demo bidder seals.</summary>
internal static class DemoPapersCommand
{
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Session = CommonOptions.Session();
    private static readonly Option<string> Name = new("--name")
    {
        Description = "The bidder's name",
        HelpName = "NAME",
        Required = true,
    };
    private static readonly Option<string> Price = new("--price")
    {
        Description = "Yuan (1,234,567.89), 0 to 10,000,000,000,000",
        HelpName = "PRICE",
        Required = true,
    };
    private static readonly Option<int> Days = new("--days")
    {
        Description = "Calendar days offered",
        HelpName = "N",
        DefaultValueFactory = _ => 360,
    };
    private static readonly Option<string> Out = new("--out")
    {
        Description = "The PDF to write",
        HelpName = "FILE.pdf",
        Required = true,
    };

    public static Command Build() =>
        new Verb(
            "demo-papers",
            "Writes a synthetic bid (cover, letter, bill of quantities, schedule) as a PDF, for demos and drills."
        )
        {
            Examples = ["trading demo-papers --session 5f…c2 --name 甲公司 --price 86,420,000.00 --out papers.pdf"],
        }
            .With(Server, Session, Name, Price, Days, Out)
            .Does(WriteAsync);

    private static async Task WriteAsync(Request request, CancellationToken cancel)
    {
        var price = request.Need(Price);
        var fen = PriceText.Read(PriceKind.Amount, price, "The price");
        if (fen > Words.MostFen)
            throw CommandException.Usage(
                $"The price {price} is no amount of 0 to 10,000,000,000,000 yuan.",
                "write it like 86,420,000.00"
            );
        if (request.Get(Days) is < 1 or > 10_000)
            throw CommandException.Usage("--days is 1 to 10000.");
        InputFile.Target(request.Need(Out), "a PDF");
        using var api = new ApiClient(request.Need(Server));
        var follower = new SessionFollower(api, request.Need(Session));
        await follower.PullAsync(cancel);
        var session =
            follower.State.Published()
            ?? throw CommandException.Refused(
                "There is no such session.",
                "spec:feed",
                "trading status lists the sessions"
            );
        var pdf = PdfWriter.Write(
            DemoPapers.Write(session.Terms, request.Need(Name), fen, request.Get(Days)),
            RecordFonts.Embedded
        );
        await File.WriteAllBytesAsync(request.Need(Out), pdf, cancel);
        request.Out.WriteLine($"wrote {request.Need(Out)} ({SizeText.Print(pdf.Length)})");
    }
}
