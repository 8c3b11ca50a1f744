using System.CommandLine;

namespace Trading.Cli;

/// <summary>The price form on the command line: a JSON file, or options for the usual case.</summary>
internal sealed class FormOptions
{
    private readonly Option<string> file = new("--form")
    {
        Description = "The form as a JSON file (see the examples)",
        HelpName = "FILE",
    };
    private readonly Option<string> name = new("--bidder-name")
    {
        Description = "The bidder's name as it is read out; without it the certificate's",
        HelpName = "NAME",
    };
    private readonly Option<string> code = new("--credit-code")
    {
        Description =
            "The unified social credit code (统一社会信用代码), 18 characters; without it the certificate's, \"\" for none",
        HelpName = "CODE",
    };
    private readonly Option<PriceKind> kind = new("--price-kind")
    {
        Description = "What the lot asks for",
        DefaultValueFactory = _ => PriceKind.Amount,
    };
    private readonly Option<string> price = new("--price")
    {
        Description = "Yuan (1,234,567.89), or per cent with its sign (98.5%)",
        HelpName = "PRICE",
    };
    private readonly Option<string> words = new("--words")
    {
        Description = "The price in words (大写); \"auto\" spells the figures",
        HelpName = "TEXT",
    };
    private readonly Option<string[]> items = new("--item")
    {
        Description = "A further item that is read out, such as 工期=180 天; may be repeated",
        HelpName = "NAME=VALUE",
    };
    private readonly Option<string[]> units = new("--unit")
    {
        Description = "A unit price in yuan, with as many decimals as the lot allows; may be repeated",
        HelpName = "NAME=PRICE",
    };

    public Option[] All => [file, name, code, kind, price, words, items, units];

    public BidForm Read(Request request)
    {
        if (request.Get(file) is { } path)
        {
            if (All.Skip(1).Any(request.Has))
                throw CommandException.Usage("--form and the single options exclude each other.");
            return BidForm.Read(path);
        }
        return new BidForm
        {
            BidderName = request.Get(name) ?? "",
            CreditCode = request.Get(code),
            PriceKind = request.Get(kind),
            Price = request.Need(price),
            Words = request.Get(words) ?? "",
            Items = [.. (request.Get(items) ?? []).Select(Split).Select(p => new FormItem(p.Name, p.Value))],
            Units = [.. (request.Get(units) ?? []).Select(Split).Select(p => new UnitDraft(p.Name, p.Value))],
        };
    }

    private static (string Name, string Value) Split(string text) =>
        text.Split('=', 2) is [var name, var value] && name.Length > 0
            ? (name, value)
            : throw CommandException.Usage($"\"{text}\": NAME=VALUE is expected.");
}
