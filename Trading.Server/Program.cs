Console.WriteLine("Trading.Server");
