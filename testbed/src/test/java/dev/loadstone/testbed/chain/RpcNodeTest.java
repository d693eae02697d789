package dev.loadstone.testbed.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.truth.ChainTruth;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpcNodeTest {
  private final Chain chain = new Chain(42, ChainTruth.DEFAULT, () -> 0);

  private String answer(String request) {
    return RpcNode.answer(chain, Buffer.buffer(request.replace('\'', '"'))).replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'jsonrpc':'2.0','id':1,'method':'test_echo','params':[1,{'a':2}]}"
            + "|{'jsonrpc':'2.0','id':1,'result':[1,{'a':2}]}",
        "{'jsonrpc':'2.0','id':'x','method':'eth_chainId'}"
            + "|{'jsonrpc':'2.0','id':'x','result':'0x530'}",
        "{'jsonrpc':'2.0','id':1,'method':'test_fail'}|{'jsonrpc':'2.0','id':1,"
            + "'error':{'code':-32000,'message':'wanted by test_fail'}}",
        "{'jsonrpc':'2.0','id':1,'method':'nope'}|{'jsonrpc':'2.0','id':1,"
            + "'error':{'code':-32601,'message':'the method nope does not exist/is not available'}}",
        "{'jsonrpc':'2.0','id':1,'method':'test_wrongId'}"
            + "|{'jsonrpc':'2.0','id':'wrong-1','result':true}",
        "{'jsonrpc':'2.0','id':1,'method':'test_twice'}|[{'jsonrpc':'2.0','id':1,'result':true},"
            + "{'jsonrpc':'2.0','id':1,'result':true}]",
        "{'jsonrpc':'2.0','id':1,'method':'test_silent'}|``",
        "{'jsonrpc':'2.0','method':'test_echo'}|``",
        "[{'jsonrpc':'2.0','method':'test_echo'},{'jsonrpc':'2.0','id':2,'method':'eth_gasPrice'}]"
            + "|[{'jsonrpc':'2.0','id':2,'result':'0x3b9aca00'}]",
        "[{'jsonrpc':'2.0','method':'test_echo'}]|``",
        "[1]|[{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'invalid request'}}]",
        "[]|{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'invalid request'}}",
        "{'id':1,'method':'x'}"
            + "|{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'invalid request'}}",
        "{|{'jsonrpc':'2.0','id':null,'error':{'code':-32700,'message':'parse error'}}",
        "{'jsonrpc':'2.0','id':1,'method':'eth_getBalance','params':['0x1']}|{'jsonrpc':'2.0',"
            + "'id':1,'error':{'code':-32602,'message':'invalid params: not an address: 0x1'}}",
        "{'jsonrpc':'2.0','id':1,'method':'eth_sendRawTransaction','params':['0xzz']}"
            + "|{'jsonrpc':'2.0','id':1,'error':{'code':-32602,'message':'not hexadecimal data'}}"
      })
  void request_ofEveryForm_isAnsweredByTheSpecification(String request, String answer) {
    assertThat(answer(request)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({"0x1234", "0x02", "0x03c0", "0xc0", "0xff"})
  void transaction_thatCannotBeDecoded_isAnError(String raw) {
    assertThat(
            answer(
                "{'jsonrpc':'2.0','id':1,'method':'eth_sendRawTransaction','params':['"
                    + raw
                    + "']}"))
        .contains("'error':{'code':-32602,'message':'");
  }

  @Test
  void calls_ofEachMethod_areCounted() {
    answer("[{'jsonrpc':'2.0','method':'a'},{'jsonrpc':'2.0','id':1,'method':'a'}]");

    assertThat(chain.ledger().calls("a")).isEqualTo(2);
    assertThat(chain.ledger().notifications()).isEqualTo(1);
  }
}
